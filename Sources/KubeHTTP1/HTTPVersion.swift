/// The two dialects that are spoken.
package enum HTTPVersion: Hashable, Sendable {
    /// No chunks; a connection ends with its answer unless the client asks to keep it.
    case http10
    /// HTTP/1.1, and any later minor version.
    case http11
}
