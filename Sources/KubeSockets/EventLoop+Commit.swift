import KubeHTTP1

/// An answer that waits until what it tells of is kept.
struct HeldAnswer<Waiting, Stream> {
    let descriptor: Int32
    let request: HTTPRequest
    let reply: HTTPReply<Waiting, Stream>
}

/// What waits for the handler to keep what has changed.
struct CommitQueue<Handler: HTTPHandler> {
    typealias Answer = HeldAnswer<Handler.Waiting, Handler.Stream>

    /// Whether the handler is busy keeping something, so that it must not be asked anything.
    var isUnderWay = false
    /// The answers that tell of what is to be kept.
    var answers: [Answer] = []
    /// The other threads that wait for it.
    var replies: [LoopMailbox<Handler>.Reply] = []
    /// The requests whose changes were undone with those of others, and that are to be tried alone.
    var retries: ArraySlice<Answer> = []
    /// Whether the request whose answer waits is tried alone.
    var isRetry = false
}

extension EventLoop {
    /// Whether requests can be answered now; otherwise they wait until what is under way is done.
    var isServing: Bool { step == .serve && !commits.isUnderWay }

    /// Answers a request, or holds the answer back until the handler has committed.
    mutating func respond(to request: HTTPRequest, on descriptor: Int32) {
        // Who was answered on one connection and asks on the next finds done what followed.
        if handler.isCommitted { advance() }
        let reply = handler.respond(to: request, at: now)
        guard !handler.isCommitted else { return answer(reply, on: descriptor) }
        connections[Int(descriptor)]?.isAnswerHeld = true
        hold(reply, to: request, on: descriptor)
    }

    private mutating func hold(
        _ reply: HTTPReply<Handler.Waiting, Handler.Stream>, to request: HTTPRequest,
        on descriptor: Int32
    ) {
        commits.answers.append(
            HeldAnswer(descriptor: descriptor, request: request, reply: reply))
    }

    /// Does what other threads have asked for, and tells them once that is kept.
    mutating func carryOut(_ messages: [LoopMailbox<Handler>.Message]) {
        for message in messages {
            if let reply = message(&handler, now) { commits.replies.append(reply) }
        }
        if !messages.isEmpty { schedule.hasNews = true }
    }

    /// Has the handler keep what has changed, and sends the answers that waited for it; goes on
    /// later when that takes a while, unless it `waits`.
    mutating func commit(waits: Bool = false) {
        while !handler.isCommitted || !commits.answers.isEmpty || !commits.replies.isEmpty {
            handler.beginCommit(done: mailbox.wake)
            commits.isUnderWay = !waits && !handler.isCommitReady
            if commits.isUnderWay { return }
            endCommit()
            while handler.isCommitted, let undone = commits.retries.popFirst() { retry(undone) }
        }
    }

    private mutating func endCommit() {
        let isKept = handler.commit(at: now)
        for reply in commits.replies { reply(handler, isKept) }
        commits.replies.removeAll()
        let answers = commits.answers
        commits.answers.removeAll(keepingCapacity: true)
        for answer in answers {
            if isKept || !handler.isUndone(answer.request) {
                deliver(answer.reply, on: answer.descriptor)
                continue
            }
            forget(answer.reply)
            if commits.isRetry {
                deliver(.complete(handler.refuse(answer.request)), on: answer.descriptor)
            } else {
                commits.retries.append(answer)
            }
        }
        commits.isRetry = false
    }

    /// Answers a request again whose first answer told of what was undone.
    private mutating func retry(_ undone: HeldAnswer<Handler.Waiting, Handler.Stream>) {
        let reply = handler.respond(to: undone.request, at: now)
        guard !handler.isCommitted else { return deliver(reply, on: undone.descriptor) }
        commits.isRetry = true
        hold(reply, to: undone.request, on: undone.descriptor)
    }

    private mutating func deliver(
        _ reply: HTTPReply<Handler.Waiting, Handler.Stream>, on descriptor: Int32
    ) {
        connections[Int(descriptor)]?.isAnswerHeld = false
        answer(reply, on: descriptor)
        flush(descriptor)
        // Whatever else the client has asked for belongs to the next turn: this one is committed.
        if connections[Int(descriptor)]?.mayProceed == true { unfinished.insert(descriptor) }
        settle(descriptor)
    }

    /// Drops the answer that waits for a client who has left.
    mutating func dropHeldAnswer(on descriptor: Int32) {
        if let index = commits.answers.firstIndex(where: { $0.descriptor == descriptor }) {
            forget(commits.answers.remove(at: index).reply)
        }
        commits.retries.removeAll { $0.descriptor == descriptor }
    }

    private mutating func forget(_ reply: HTTPReply<Handler.Waiting, Handler.Stream>) {
        switch reply {
        case .complete: return
        case .wait(let waiting): handler.abandon(waiting)
        case .stream(_, let stream): handler.cancel(stream)
        }
    }
}
