package import KubeHTTP1
package import KubeTime

/// What stands behind a server: it answers requests, and owns everything that they change.
///
/// One thread owns a handler; it is asked one thing at a time and never blocks. Requests, waits and
/// streams are numbers to the loop: what they stand for lies in tables of the handler.
package protocol HTTPHandler: AnyObject, SendableMetatype {
    /// The same, if what it changes has to be kept; asked once, before anything else.
    var durable: (any DurableHandler)? { get }

    /// Changes whenever something that streams read has changed, so that nobody asks them in vain.
    var version: UInt64 { get }

    /// Answers `request`, or says how the answer will come.
    ///
    /// `id` is the request's until `didAnswer`; a request that is asked again keeps it.
    func respond(to request: HTTPRequest, as id: RequestID, at now: Timestamp) -> HTTPReply

    /// Answers a request that was told to wait, which ends the wait; nil when it must wait longer.
    func resume(_ wait: WaitID, at now: Timestamp) -> HTTPReply?

    /// Whether some request that waits may be answered from its wait, so that nobody asks in vain.
    var mayResume: Bool { get }

    /// The streams that may have something to say, after all have been asked as long as they had more:
    /// because `version` has changed since this was last asked, or time has passed.
    func streamsWithNews(at now: Timestamp) -> [StreamID]

    /// Appends what is ready of a body to `output`, and says what to expect next; a stream that has
    /// finished is not asked again.
    func produce(
        _ stream: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress

    /// Forgets a wait whose request is not answered from it: the client has left, or the server stops.
    func abandon(_ wait: WaitID)

    /// Forgets a stream that ends before it has finished: its client left, or the server stops.
    func cancel(_ stream: StreamID)

    /// Does what is due at `now`, and what follows from what has happened; returns when there will
    /// next be something to do, nil if never.
    ///
    /// That instant includes the deadlines of waiting requests and of streams: they are asked
    /// again when it has come. One that is not after `now` means that something takes long, of which
    /// `advance` does a slice.
    func follow(to now: Timestamp) -> Timestamp?

    /// The same, and does the next slice of what takes long, after which clients are served.
    func advance(to now: Timestamp) -> Timestamp?

    /// Has everybody wait as long as they would have: the clock that `now` is read from was set forward by
    /// `jump` since the last call of any kind, or back where that is negative.
    func clockWasSet(by jump: Duration)

    /// What the `Date` of an answer says that the loop gives by itself.
    func date(at now: Timestamp) -> Timestamp

    /// What has become of the answer to a request: called once for each that `respond` was asked.
    func didAnswer(_ request: RequestID, _ outcome: AnswerOutcome, at now: Timestamp)

    /// Lets go of everything outside the process; nothing is asked of the handler afterwards.
    func close(at now: Timestamp)
}

extension HTTPHandler {
    /// Any request that waits may be answered.
    package var mayResume: Bool { true }

    /// Nobody waits.
    package func clockWasSet(by jump: Duration) {}

    /// The time of the loop.
    package func date(at now: Timestamp) -> Timestamp { now }

    /// Nothing takes long.
    package func follow(to now: Timestamp) -> Timestamp? { advance(to: now) }

    /// Nothing has to be kept.
    package var durable: (any DurableHandler)? { nil }
}
