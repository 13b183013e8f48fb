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

    /// Whether people can have the answer in sentences.
    let answersText: Bool
}

/// The methods of the control API.
enum ControlMethod: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
}
