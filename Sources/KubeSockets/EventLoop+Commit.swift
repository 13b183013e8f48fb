import KubeHTTP1

/// An answer that waits until what it tells of is kept.
struct HeldAnswer {
    let descriptor: Int32
    let id: RequestID
    let request: HTTPRequest
    let reply: HTTPReply
}

/// What waits for the handler to keep what has changed.
struct CommitQueue {
    typealias Answer = HeldAnswer

    /// Whether the handler is busy keeping something, so that it must not be asked anything.
    var isUnderWay = false
    /// The answers that tell of what is to be kept.
    var answers: [Answer] = []
    /// The other threads that wait for it.
    var replies: [LoopMailbox.Reply] = []
    /// The requests whose changes were undone with those of others, and that are to be tried alone.
    var retries: ArraySlice<Answer> = []
    /// Whether the request whose answer waits is tried alone.
    var isRetry = false
}

extension EventLoop {
    /// Whether everything is kept that answers may tell of.
    var isKept: Bool { durable?.isKept ?? true }

    /// Whether requests can be answered now; otherwise they wait until what is under way is done.
    var isServing: Bool { step == .serve && !commits.isUnderWay }

    /// Answers a request, or holds the answer back until the handler has committed.
    mutating func respond(to request: HTTPRequest, on descriptor: Int32) {
        // Who was answered on one connection and asks on the next finds done what followed.
        if isKept { advance() }
        let id = requests.take()
        connections[Int(descriptor)]?.begin(id)
        let reply = handler.respond(to: request, as: id, at: now)
        guard !isKept else { return answer(reply, on: descriptor) }
        connections[Int(descriptor)]?.isAnswerHeld = true
        commits.answers.append(
            HeldAnswer(descriptor: descriptor, id: id, request: request, reply: reply))
    }

    /// Does what other threads have asked for, and tells them once that is kept.
    mutating func carryOut(_ messages: [LoopMailbox.Message]) {
        for message in messages {
            if let reply = message(handler, now) { commits.replies.append(reply) }
        }
        if !messages.isEmpty { schedule.hasNews = true }
    }

    /// Has the handler keep what has changed, and sends the answers that waited for it; goes on
    /// later when that takes a while, unless it `waits`.
    mutating func commit(waits: Bool = false) {
        while !isKept || !commits.answers.isEmpty || !commits.replies.isEmpty {
            durable?.beginKeeping(done: mailbox.wake)
            commits.isUnderWay = !waits && durable?.isKeepingDone == false
            if commits.isUnderWay { return }
            endCommit()
            while isKept, let undone = commits.retries.popFirst() { retry(undone) }
        }
    }

    private mutating func endCommit() {
        let isKept = durable?.endKeeping(at: now) ?? true
        for reply in commits.replies { reply(handler, isKept) }
        commits.replies.removeAll()
        let answers = commits.answers
        commits.answers.removeAll(keepingCapacity: true)
        for answer in answers {
            if isKept || !answer.reply.isUndoable {
                deliver(answer.reply, on: answer.descriptor)
                continue
            }
            forget(answer.reply)
            if commits.isRetry, let durable {
                let refusal = durable.refuse(answer.request, as: answer.id, at: now)
                deliver(HTTPReply(.complete(refusal)), on: answer.descriptor)
            } else {
                commits.retries.append(answer)
            }
        }
        commits.isRetry = false
    }

    /// Answers a request again whose first answer told of what was undone.
    private mutating func retry(_ undone: HeldAnswer) {
        let reply = handler.respond(to: undone.request, as: undone.id, at: now)
        guard !isKept else { return deliver(reply, on: undone.descriptor) }
        commits.isRetry = true
        commits.answers.append(
            HeldAnswer(
                descriptor: undone.descriptor, id: undone.id, request: undone.request,
                reply: reply))
    }

    private mutating func deliver(
        _ reply: HTTPReply, on descriptor: Int32
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

    private mutating func forget(_ reply: HTTPReply) {
        switch reply.kind {
        case .complete: return
        case .wait(let waiting): handler.abandon(waiting)
        case .stream(_, let stream): handler.cancel(stream)
        }
    }
}
