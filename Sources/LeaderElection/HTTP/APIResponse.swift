/// What an API server answers: the status at once, and the body as it comes.
public struct APIResponse: Sendable {
    /// The status, such as 200.
    public var status: Int

    /// The parts of the body, in order; it throws when the answer ends too early.
    public var body: AsyncThrowingStream<[UInt8], any Error>

    /// An answer whose body comes in parts.
    public init(status: Int, body: AsyncThrowingStream<[UInt8], any Error>) {
        self.status = status
        self.body = body
    }

    /// An answer that is there as a whole.
    public init(status: Int, body: [UInt8] = []) {
        let (stream, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        if !body.isEmpty { continuation.yield(body) }
        continuation.finish()
        self.init(status: status, body: stream)
    }
}

extension APIResponse: CustomStringConvertible {
    /// Such as `status 200`.
    public var description: String { "status \(status)" }
}
