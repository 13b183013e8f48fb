/// What a response says about the connection that carries it.
package enum ConnectionField: Hashable, Sendable {
    /// Nothing: HTTP/1.1 keeps it, HTTP/1.0 ends it.
    case unsaid
    /// It stays open, which HTTP/1.0 would not expect.
    case keepAlive
    /// It ends after this response.
    case close

    var line: String {
        switch self {
        case .unsaid: ""
        case .keepAlive: "Connection: keep-alive\r\n"
        case .close: "Connection: close\r\n"
        }
    }
}
