/// An answer of the control API that people can have in sentences instead.
protocol ControlReport: ControlDocument {
    /// The sentences, each line of which ends with a line break.
    var text: String { get }
}
