package import KubeTime

/// What stands behind a server: it answers requests, and owns everything that they change.
///
/// A handler is a value that one thread owns; it is asked one thing at a time and never blocks, but
/// for a `commit` that is asked for too early.
package protocol HTTPHandler: SendableMetatype {
    /// A request whose answer comes later.
    associatedtype Waiting
    /// An answer whose body grows while it is being sent.
    associatedtype Stream

    /// Changes whenever something that streams read has changed, so that nobody asks them in vain.
    var version: UInt64 { get }

    /// Answers `request`, or says how the answer will come.
    mutating func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPReply<Waiting, Stream>

    /// Answers a request that was told to wait; nil when it must wait longer.
    mutating func resume(
        _ waiting: inout Waiting, at now: Timestamp
    ) -> HTTPReply<Waiting, Stream>?

    /// Appends what is ready of a body to `output`, and says what to expect next.
    mutating func produce(
        _ stream: inout Stream, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress

    /// Forgets a waiting request whose client has left.
    mutating func abandon(_ waiting: Waiting)

    /// Forgets a stream that ends before it has finished: its client left, or the server stops.
    mutating func cancel(_ stream: Stream)

    /// Does what is due at `now`; returns when there will next be something to do, nil if never.
    ///
    /// That instant includes the deadlines of waiting requests and of streams: they are asked
    /// again when it has come. One that is not after `now` means that there is more to do at once;
    /// it is called again as soon as clients have been served.
    mutating func advance(to now: Timestamp) -> Timestamp?

    /// Whether everything that answers may tell of is kept for good.
    ///
    /// While it is not, answers are held back and streams are not asked.
    var isCommitted: Bool { get }

    /// Begins to keep everything that has changed, unless that was begun before.
    ///
    /// When `commit` would still wait afterwards, `done` is called, on any thread, once it would not.
    /// Between this and `commit` nothing is asked of the handler but `abandon` and `cancel`.
    mutating func beginCommit(done: @escaping @Sendable () -> Void)

    /// Whether `commit` would not wait.
    var isCommitReady: Bool { get }

    /// Keeps everything that has changed; returns false when that failed and all of it was undone.
    ///
    /// Called once for many requests. When it fails, each of them is answered once more and
    /// committed alone, so that only those fail that must.
    mutating func commit(at now: Timestamp) -> Bool

    /// Whether a failed commit has undone all that `request` did, so that it can be asked again.
    func isUndone(_ request: HTTPRequest) -> Bool

    /// What a client is told whose request would have changed something that could not be kept.
    mutating func refuse(_ request: HTTPRequest) -> HTTPResponse

    /// Lets go of everything outside the process; nothing is asked of the handler afterwards.
    mutating func close(at now: Timestamp)
}

/// A handler whose changes are kept as soon as they are made.
extension HTTPHandler {
    package var isCommitted: Bool { true }

    package mutating func beginCommit(done: @escaping @Sendable () -> Void) {}

    package var isCommitReady: Bool { true }

    package mutating func commit(at now: Timestamp) -> Bool { true }

    package func isUndone(_ request: HTTPRequest) -> Bool { true }

    package mutating func refuse(_ request: HTTPRequest) -> HTTPResponse {
        HTTPResponse(status: 500)
    }

    package mutating func close(at now: Timestamp) {}
}

/// What a handler says to a request.
package enum HTTPReply<Waiting, Stream> {
    /// This is the answer.
    case complete(HTTPResponse)
    /// The answer comes later, from `resume`.
    case wait(Waiting)
    /// The answer's head and the first bytes of its body; the rest comes from `produce`.
    case stream(HTTPResponse, Stream)
}

extension HTTPReply: Sendable where Waiting: Sendable, Stream: Sendable {}

/// What to expect of a stream that has just been asked.
package enum StreamProgress: Hashable, Sendable {
    /// There is more: ask again once the client has taken what there is.
    case more
    /// Nothing more until something changes or a deadline passes.
    case idle
    /// The body is complete.
    case finished
}
