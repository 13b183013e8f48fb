import KubeJSON

/// An answer of the control API: a document that programs read.
protocol ControlDocument: SendableMetatype {
    /// The document.
    var json: JSONValue { get }
}

/// An answer of the control API that people can have in sentences instead.
protocol ControlReport: ControlDocument {
    /// The sentences, each line of which ends with a line break.
    var text: String { get }
}
