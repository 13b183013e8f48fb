import JSON
import KubeAPI

/// What a verb answers, before it is put into the encoding that the client reads.
enum Answer {
    /// A document.
    case document(status: Int = 200, [UInt8], warnings: [String] = [])
    /// Not yet: the store has to reach this revision first.
    case wait(for: UInt64)

    /// A document given as a tree.
    static func document(_ object: JSONObject) -> Answer {
        .document(JSONWriter.encode(.object(object)))
    }
}
