import KubeHTTP1
import KubeSockets
import Synchronization

/// A connection to a server, over which one request after the other is sent.
final class HTTPConnection: Sendable {
    fileprivate typealias Head = Result<ResponseHead, FakeAPIServerError>

    private let exchange = Mutex(Exchange())
    private let bytes = Mutex<(any ByteConnection)?>(nil)

    /// A connection that `dial` makes.
    init(_ dial: HTTPConnections.Dial) {
        // The loop only knows the connection while somebody waits for it, or keeps it.
        let connection = dial { [weak self] news in self?.receive(news) }
        bytes.withLock { $0 = connection }
    }

    deinit { close() }

    /// A request that was sent, and what has come of its answer.
    fileprivate struct Exchange {
        var parser: ResponseParser?
        var head: CheckedContinuation<Head, Never>?
        var body: AsyncThrowingStream<[UInt8], any Error>.Continuation?
        var whenDone: (@Sendable () -> Void)?
        /// How the connection has ended; nil while it is open.
        var end: ConnectionEnd?
    }

    /// Whether another request may be sent.
    var isOpen: Bool { exchange.withLock { $0.end == nil && $0.parser == nil } }

    /// Ends the connection.
    func close() { bytes.withLock(\.self)?.close() }

    /// Sends a request, and returns the answer as soon as its head is there; `whenDone` is called once all
    /// of it is there and another request may be sent.
    func send(
        _ request: [UInt8], isHead: Bool, whenDone: @escaping @Sendable () -> Void
    ) async throws(FakeAPIServerError) -> FakeTransport.Response {
        let (body, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        continuation.onTermination = { termination in
            if case .cancelled = termination { self.close() }
        }
        let head = await withTaskCancellationHandler {
            await withCheckedContinuation { (head: CheckedContinuation<Head, Never>) in
                let end = exchange.withLock { exchange in
                    guard exchange.end == nil else { return exchange.end }
                    exchange.parser = ResponseParser(toHead: isHead)
                    exchange.head = head
                    exchange.body = continuation
                    exchange.whenDone = whenDone
                    return nil
                }
                if let end { return head.resume(returning: .failure(.noAnswer(end))) }
                bytes.withLock(\.self)?.send(request)
            }
        } onCancel: {
            close()
        }
        let answer = try head.get()
        return FakeTransport.Response(
            status: answer.status,
            headers: answer.fields.map { FakeTransport.Header($0.name, $0.value) }, body: body)
    }
}

// MARK: - What comes

extension HTTPConnection {
    /// What somebody is to be told, once nothing is locked any more.
    fileprivate struct Telling {
        var head: (continuation: CheckedContinuation<Head, Never>, Head)?
        var body: AsyncThrowingStream<[UInt8], any Error>.Continuation?
        var bytes: [UInt8] = []
        var failure: FakeAPIServerError?
        var isDone = false
        var whenDone: (@Sendable () -> Void)?
    }

    private func receive(_ news: ConnectionNews) {
        let telling = exchange.withLock { $0.take(news) }
        if let (continuation, head) = telling.head { continuation.resume(returning: head) }
        if !telling.bytes.isEmpty { telling.body?.yield(telling.bytes) }
        if telling.isDone { telling.whenDone?() }
        if telling.isDone || telling.failure != nil {
            telling.body?.finish(throwing: telling.failure)
        }
        if telling.failure != nil { close() }
    }
}

extension HTTPConnection.Exchange {
    fileprivate mutating func take(_ news: ConnectionNews) -> HTTPConnection.Telling {
        var telling = HTTPConnection.Telling()
        do throws(MalformedResponse) {
            switch news {
            case .bytes(let bytes):
                try parser?.append(bytes)
            case .end(let end):
                self.end = end
                if end == .close { try parser?.end() }
            }
            if end == .reset, parser != nil { telling.failure = .noAnswer(.reset) }
        } catch {
            let isEarlyEnd = end != nil
            telling.failure = FakeAPIServerError(
                isEarlyEnd ? .noAnswer : .malformedAnswer, error.description)
        }
        tell(&telling)
        return telling
    }

    /// Moves what is there into `telling`.
    private mutating func tell(_ telling: inout HTTPConnection.Telling) {
        guard let received = parser else { return }
        telling.bytes = parser?.takeBody() ?? []
        telling.body = body
        if let head,
            let outcome = telling.failure.map(HTTPConnection.Head.failure)
                ?? received.head.map(HTTPConnection.Head.success)
        {
            telling.head = (head, outcome)
            self.head = nil
        }
        telling.isDone = received.isComplete && telling.failure == nil
        guard telling.isDone || telling.failure != nil else { return }
        if received.keepsConnection, end == nil { telling.whenDone = whenDone }
        self = HTTPConnection.Exchange(end: end)
    }
}

extension FakeAPIServerError {
    /// The connection has ended before there was an answer.
    static func noAnswer(_ end: ConnectionEnd) -> FakeAPIServerError {
        switch end {
        case .close:
            FakeAPIServerError(.noAnswer, "the connection was closed before the answer came")
        case .reset:
            FakeAPIServerError(.noAnswer, "the connection was reset before the answer came")
        }
    }
}
