/// What an event of a watch tells.
enum WatchEventType: String, Hashable, Sendable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
    /// How far the watch has come.
    case bookmark = "BOOKMARK"
    /// Why the watch ends.
    case error = "ERROR"

    /// What comes before the object in JSON.
    var head: String {
        switch self {
        case .added: #"{"type":"ADDED","object":"#
        case .modified: #"{"type":"MODIFIED","object":"#
        case .deleted: #"{"type":"DELETED","object":"#
        case .bookmark: #"{"type":"BOOKMARK","object":"#
        case .error: #"{"type":"ERROR","object":"#
        }
    }
}
