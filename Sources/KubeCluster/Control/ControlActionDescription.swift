/// What is told about what one method does at a path of the control API.
struct ControlActionDescription: Hashable, Sendable {
    let method: ControlMethod

    /// What happens, in one line.
    let summary: String

    /// What is changed, as far as a failed commit is concerned.
    let effect: ControlEffect

    /// The fields of the body and the query parameters.
    let fields: [ControlFieldDescription]

    /// The status of the answer when all goes well.
    let status: Int

    /// What the answer can be, and first what it is unless the client asks for another.
    let mediaTypes: [ControlMediaType]

    /// What the body is, where it has no fields; nil where it has.
    var document: String?
}
