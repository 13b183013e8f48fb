import KubeAPI
import KubeJSON
import KubeRegistry

/// What a verb answers, before it is put into the encoding that the client reads.
enum Answer {
    /// An object in the form that the client asked for.
    case document(status: Int = 200, [UInt8], warnings: [String] = [])
    /// A list, for which the objects are yet to be found, and to be put into that form.
    case list(ListWork)
    /// A `Status`, which has one form.
    case status(JSONObject)
    /// An error that comes with warnings of what was sent.
    case refusal(StatusError, warnings: [String])
    /// Not yet: the store has to reach this revision first.
    case wait(for: UInt64)
}
