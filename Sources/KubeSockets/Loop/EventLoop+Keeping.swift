import KubeHTTP1
import KubeTime

/// Carries out what the commit queue decides.
extension EventLoop {
    /// Does what other threads have asked for, and tells them once that is kept.
    mutating func carryOut(_ messages: [LoopMailbox.Message]) {
        for message in messages {
            switch message {
            case .work(let work): if let reply = work(handler, now) { commits.changed(reply) }
            case .client(let number, let act): carryOut(act, of: number)
            }
        }
        if !messages.isEmpty { schedule.hasNews = true }
    }

    /// Has the handler keep what has changed, and sends the answers that waited for it; goes on
    /// later when that takes a while, unless it `waits`.
    mutating func keep(waits: Bool = false) {
        while true {
            while let action = commits.next() { carryOut(action) }
            guard !isKept || commits.isWaiting else { return }
            durable?.beginKeeping(done: mailbox.wake)
            commits.began()
            if !waits, durable?.isKeepingDone == false { return }
            if durable?.endKeeping(at: now) ?? true { commits.kept() } else { commits.failed() }
        }
    }

    private mutating func carryOut(_ action: CommitQueue.Action) {
        switch action {
        case .deliver(let answer):
            deliver(answer.reply, on: answer.client)
        case .retry(var answer):
            forget(answer.reply)
            answer.reply = handler.respond(to: answer.request, as: answer.id, at: now)
            commits.answered(answer, isKept: isKept)
        case .refuse(let answer):
            forget(answer.reply)
            let refusal = durable?.refuse(answer.request, as: answer.id, at: now)
            deliver(HTTPReply(.complete(refusal ?? HTTPResponse(status: 500))), on: answer.client)
        case .tell(let reply, let isKept):
            reply(handler, isKept)
        }
    }

    private mutating func deliver(_ reply: HTTPReply, on descriptor: Int32) {
        guard let client = clients[descriptor] else { return }
        deliver(reply, to: &client.connection, descriptor)
    }

    private mutating func deliver(
        _ reply: HTTPReply, to connection: inout Connection, _ descriptor: Int32
    ) {
        connection.isAnswerHeld = false
        if !reply.isWait { clients.forgetAwaited(descriptor) }
        connection.borrowMemory(&buffers.outbound)
        answer(reply, to: &connection)
        flush(&connection, descriptor)
        // Whatever else the client has asked for belongs to the next turn: this one is committed.
        if connection.mayProceed { clients.leaveUnfinished(descriptor) }
        update(&connection, descriptor)
    }
}
