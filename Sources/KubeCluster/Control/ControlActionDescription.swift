/// What is told about what one method does at a path of the control API.
struct ControlActionDescription: Hashable, Sendable {
    let method: ControlMethod

    /// What happens, in one line.
    let summary: String

    /// What is changed, as far as a failed commit is concerned.
    let effect: ControlEffect

    /// The fields of the body and the query parameters.
    let fields: [ControlFieldDescription]

    /// What can be asked for; never empty.
    let examples: [ControlExample]

    /// What is answered when all goes well.
    let answer: Answer

    /// What the whole body may be, where that is more than its fields tell.
    var ownBodySchema: ControlSchema?

    /// What the body is, where it has no fields; nil where it has.
    var document: String?

    /// What an answer is.
    struct Answer: Hashable, Sendable {
        let status: Int

        /// What it can be, and first what it is unless the client asks for another.
        let mediaTypes: [ControlMediaType]

        /// What the document says, where it is one.
        let schema: ControlSchema
    }
}

extension ControlActionDescription {
    /// The fields of the body.
    var bodyFields: [ControlFieldDescription] { fields.filter { $0.place == .body } }

    /// The query parameters.
    var parameters: [ControlFieldDescription] { fields.filter { $0.place == .query } }

    /// What the body may be; nil where there is none.
    var bodySchema: ControlSchema? {
        if let ownBodySchema { return ownBodySchema }
        return bodyFields.isEmpty ? nil : .closed(bodyFields.map { ($0.name, $0.schema) })
    }
}
