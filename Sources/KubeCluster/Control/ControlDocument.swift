import KubeJSON

/// An answer of the control API: a document that programs read.
protocol ControlDocument: SendableMetatype {
    /// The document.
    var json: JSONValue { get }
}
