/// What an answer of the control API can be.
enum ControlMediaType: String, Hashable, Sendable {
    case json = "application/json"
    case text = "text/plain"
    case yaml = "application/yaml"
    /// A document per line, for as long as the client listens.
    case lines = "application/x-ndjson"
}
