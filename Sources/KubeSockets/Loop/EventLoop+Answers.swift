import KubeHTTP1

/// What passes between clients and the handler.
extension EventLoop {
    /// The most memory that is kept for streams between two of them.
    private static let streamBufferBytesMax = 1 << 20
    /// After how long a turn is used up.
    private static let turnLength = Duration.milliseconds(2)

    /// Answers a request, or holds the answer back until what it tells of is kept.
    mutating func respond(
        to request: HTTPRequest, from connection: inout Connection, _ descriptor: Int32
    ) {
        // Who was answered on one connection and asks on the next finds done what followed.
        if isKept { follow() }
        let id = clients.requests.take()
        connection.begin(id)
        let reply = handler.respond(to: request, as: id, at: now)
        if durable != nil, reply.isWait { clients.awaited[descriptor] = request }
        guard !isKept else { return answer(reply, to: &connection) }
        connection.isAnswerHeld = true
        commits.answered(
            HeldAnswer(client: descriptor, id: id, request: request, reply: reply), isKept: false)
    }

    /// Passes an answer on to the client.
    mutating func answer(_ reply: HTTPReply, to connection: inout Connection) {
        let unread = connection.answer(reply, at: time, now: now, encoder: &buffers.encoder)
        if let unread { handler.cancel(unread) }
        if case .end = reply.kind { withhold(from: &connection) }
        schedule.hasNews = true
    }

    /// The request that the client still waits for will not be answered.
    private mutating func withhold(from connection: inout Connection) {
        if let request = connection.takeUnanswered() { finish(request, .withheld) }
    }

    /// Asks a stream for more.
    mutating func produce(for connection: inout Connection) {
        guard case .streaming(let stream) = connection.phase else { return }
        buffers.stream.removeAll(
            keepingCapacity: buffers.stream.capacity <= Self.streamBufferBytesMax)
        let progress = handler.produce(stream, into: &buffers.stream, at: now)
        if progress == .more { noteUse() }
        connection.append(buffers.stream[...], progress, at: time)
        if case .cut = progress { withhold(from: &connection) }
    }

    /// Lets no stream that has more to say go on in this turn, once that has taken long enough.
    private mutating func noteUse() {
        if settings.clocks.monotonic() - time >= Self.turnLength { turn.isUsedUp = true }
    }

    /// Tells the handler what has become of the answer to a request.
    mutating func finish(_ request: RequestID, _ outcome: AnswerOutcome) {
        handler.didAnswer(request, outcome, at: now)
        // Somebody may wait for that.
        schedule.hasNews = true
        clients.requests.release(request)
    }

    /// Tells the handler when what has ended was more than a connection.
    mutating func forget(_ phase: Connection.Phase?) {
        switch phase {
        case .waiting(let wait): handler.abandon(wait)
        case .streaming(let stream): handler.cancel(stream)
        case .reading, .ending, .lingering, .closed, nil: return
        }
        schedule.hasNews = true
    }

    /// Tells the handler that nobody gets what it has replied.
    func forget(_ reply: HTTPReply) {
        switch reply.kind {
        case .complete, .end: return
        case .wait(let wait): handler.abandon(wait)
        case .stream(_, let stream), .pieces(_, let stream), .metered(_, let stream):
            handler.cancel(stream)
        }
    }
}
