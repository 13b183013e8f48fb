import HTTP1

/// An answer that waits until what it tells of is kept.
struct HeldAnswer<Waiting, Stream> {
    let descriptor: Int32
    let request: HTTPRequest
    let reply: HTTPReply<Waiting, Stream>
}

extension EventLoop {
    /// Answers a request, or holds the answer back until the handler has committed.
    mutating func respond(to request: HTTPRequest, on descriptor: Int32) {
        // Who was answered on one connection and asks on the next finds done what followed.
        if handler.isCommitted { advance() }
        let reply = handler.respond(to: request, at: now)
        guard !handler.isCommitted else { return answer(reply, on: descriptor) }
        connections[Int(descriptor)]?.isAnswerHeld = true
        held.append(HeldAnswer(descriptor: descriptor, request: request, reply: reply))
    }

    /// Has the handler keep what has changed, and sends the answers that waited for it.
    mutating func commit() {
        guard !handler.isCommitted || !held.isEmpty else { return }
        let isKept = handler.commit(at: now)
        let answers = held
        held.removeAll(keepingCapacity: true)
        for answer in answers {
            connections[Int(answer.descriptor)]?.isAnswerHeld = false
            deliver(isKept ? answer.reply : replyAlone(to: answer), on: answer.descriptor)
        }
    }

    /// Answers a request again whose first answer tells of what was undone.
    private mutating func replyAlone(
        to answer: HeldAnswer<Handler.Waiting, Handler.Stream>
    ) -> HTTPReply<Handler.Waiting, Handler.Stream> {
        guard handler.isUndone(answer.request) else { return answer.reply }
        forget(answer.reply)
        let reply = handler.respond(to: answer.request, at: now)
        if handler.isCommitted || handler.commit(at: now) { return reply }
        forget(reply)
        return .complete(handler.refuse(answer.request))
    }

    private mutating func deliver(
        _ reply: HTTPReply<Handler.Waiting, Handler.Stream>, on descriptor: Int32
    ) {
        answer(reply, on: descriptor)
        flush(descriptor)
        // Whatever else the client has asked for belongs to the next turn: this one is committed.
        if connections[Int(descriptor)]?.mayProceed == true { unfinished.insert(descriptor) }
        settle(descriptor)
    }

    /// Drops the answer that waits for a client who has left.
    mutating func dropHeldAnswer(on descriptor: Int32) {
        guard let index = held.firstIndex(where: { $0.descriptor == descriptor }) else { return }
        forget(held.remove(at: index).reply)
    }

    private mutating func forget(_ reply: HTTPReply<Handler.Waiting, Handler.Stream>) {
        switch reply {
        case .complete: return
        case .wait(let waiting): handler.abandon(waiting)
        case .stream(_, let stream): handler.cancel(stream)
        }
    }
}
