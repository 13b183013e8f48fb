import KubeHTTP1

/// An answer that waits until what it tells of is kept.
struct HeldAnswer {
    /// The descriptor of the client's socket.
    let client: Int32
    let id: RequestID
    let request: HTTPRequest
    var reply: HTTPReply
}
