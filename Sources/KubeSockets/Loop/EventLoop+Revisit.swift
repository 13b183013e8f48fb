import KubeTime

/// What follows when the handler's state has changed or its time has come.
extension EventLoop {
    /// The shortest time between two rounds of asking while clients want something else.
    private static let revisitInterval = Duration.milliseconds(1)

    /// Has the handler do what is due, because time has passed or something has changed.
    mutating func follow() {
        let isDue = schedule.deadline.map { now >= $0 } ?? false
        guard isDue || schedule.hasNews else { return }
        schedule.hasNews = false
        note(deadline: handler.follow(to: now))
        if isDue { schedule.areStreamsDue = true }
    }

    /// Has the handler do the same, and a slice of what takes long: at once when no client wants
    /// anything else, or else for no more than half of the time.
    mutating func advance() {
        follow()
        guard schedule.hasMore, turn.isQuiet || time >= schedule.nextSlice else { return }
        let start = settings.clocks.monotonic()
        note(deadline: handler.advance(to: now))
        schedule.areStreamsDue = true
        let end = settings.clocks.monotonic()
        schedule.nextSlice = end + (end - start)
    }

    private mutating func note(deadline: Timestamp?) {
        schedule.areWaitingDue = true
        schedule.hasMore = deadline.map { $0 <= now } ?? false
        schedule.deadline = schedule.hasMore ? nil : deadline
    }

    var isRevisitDue: Bool {
        isResumingDue || (haveStreamsNews && clients.hasStreaming)
    }

    private var isResumingDue: Bool {
        schedule.areWaitingDue && clients.hasWaiting && handler.mayResume
    }

    private var haveStreamsNews: Bool {
        schedule.areStreamsDue || schedule.streamedVersion != handler.version
    }

    /// Asks waiting requests and streams again: at once when no client wants anything else, or else
    /// at most once per millisecond and never for more than half of the time.
    mutating func revisit() {
        guard isRevisitDue, turn.isQuiet || time >= schedule.nextRevisit else { return }
        // What is new is told however long the turn was.
        turn.isUsedUp = false
        // Whoever waits for something to happen may rely on it that watches have been told of it.
        if haveStreamsNews { askStreams() }
        if isResumingDue { resumeWaiting() }
        let spent = settings.clocks.monotonic() - time
        schedule.nextRevisit = time + spent + max(spent, Self.revisitInterval)
    }

    private mutating func resumeWaiting() {
        schedule.areWaitingDue = false
        for descriptor in clients.waiting {
            guard let client = clients[descriptor],
                case .waiting(let wait) = client.connection.phase,
                let reply = handler.resume(wait, at: now)
            else { continue }
            answer(reply, toWaiting: client, descriptor)
        }
    }

    /// Answers a request that has waited, or holds the answer back until what it tells of is kept.
    private mutating func answer(
        _ reply: HTTPReply, toWaiting client: Client, _ descriptor: Int32
    ) {
        if !isKept, let request = clients.awaited[descriptor],
            let id = client.connection.unansweredRequest
        {
            client.connection.holdAnswer()
            commits.answered(
                HeldAnswer(client: descriptor, id: id, request: request, reply: reply),
                isKept: false)
            return update(&client.connection, descriptor)
        }
        if !reply.isWait { clients.forgetAwaited(descriptor) }
        answer(reply, to: &client.connection)
        proceed(&client.connection, descriptor)
    }

    mutating func askStreams() {
        noteStreamsAsked()
        for stream in handler.streamsWithNews(at: now) {
            guard let descriptor = clients.descriptor(of: stream), let client = clients[descriptor]
            else { continue }
            client.connection.isBehind = true
            proceed(&client.connection, descriptor)
        }
    }

    /// Remembers what the streams have seen of the handler.
    mutating func noteStreamsAsked() {
        schedule.areStreamsDue = false
        schedule.streamedVersion = handler.version
    }
}
