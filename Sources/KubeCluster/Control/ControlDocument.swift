import KubeJSON

/// An answer of the control API: a document that programs read.
protocol ControlDocument: SendableMetatype {
    /// What the document may say.
    static var schema: ControlSchema { get }

    /// The document.
    var json: JSONValue { get }
}
