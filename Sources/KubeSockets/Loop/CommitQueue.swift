/// The answers that tell of what is not kept yet, and what becomes of them.
///
/// The loop tells it what happens and does what `next` says; what is decided about a failure is
/// decided here. Many answers are kept together. When that fails, all that they tell of is undone,
/// and each request is asked once more and kept alone, in order, so that only those fail that must.
struct CommitQueue {
    /// Whether the handler is keeping something.
    private var isKeeping = false
    /// The answers whose changes are to be kept next; one alone where `isAlone`.
    private var held: [HeldAnswer] = []
    /// The other threads that wait for that.
    private var replies: [LoopMailbox.Reply] = []
    /// Whether a request is tried alone.
    private var isAlone = false
    /// What is decided and not done yet.
    private var decided: ArraySlice<Action> = []
    /// The answers that are kept, and delivered after what is decided; the first one last.
    private var deliverable: [HeldAnswer] = []
    /// The requests whose changes were undone together, and that are to be tried alone.
    private var undone: ArraySlice<HeldAnswer> = []

    /// What the loop has to do.
    enum Action {
        /// Sends the answer: what it tells of is kept, or cannot be undone.
        case deliver(HeldAnswer)
        /// Forgets the reply, asks the request again, and says what came of it by `answered`.
        case retry(HeldAnswer)
        /// Forgets the reply, and tells the client that the change could not be kept.
        case refuse(HeldAnswer)
        /// Tells another thread.
        case tell(LoopMailbox.Reply, isKept: Bool)
    }
}

// MARK: - What happens

extension CommitQueue {
    /// Whether something is being kept or tried alone, so that no other request may be answered.
    var isUnderWay: Bool { isKeeping || isAlone || !undone.isEmpty }

    /// Whether somebody waits until everything is kept.
    var isWaiting: Bool { isAlone || !held.isEmpty || !replies.isEmpty }

    /// A request was answered; its answer tells of what `isKept`, or has yet to be.
    mutating func answered(_ answer: HeldAnswer, isKept: Bool) {
        guard isKept else { return held.append(answer) }
        isAlone = false
        decided.append(.deliver(answer))
    }

    /// Another thread has changed something, and waits for what comes of it.
    mutating func changed(_ reply: @escaping LoopMailbox.Reply) {
        replies.append(reply)
    }

    /// The client has left; returns its answer, whose reply is to be forgotten.
    mutating func ended(_ client: Int32) -> HeldAnswer? {
        if let index = held.firstIndex(where: { $0.client == client }) {
            return held.remove(at: index)
        }
        if let index = undone.firstIndex(where: { $0.client == client }) {
            return undone.remove(at: index)
        }
        return nil
    }

    /// What has changed is being kept.
    mutating func began() {
        isKeeping = true
    }

    /// Everything is kept; whatever was kept before is delivered.
    mutating func kept() {
        end(isKept: true)
        precondition(deliverable.isEmpty, "what was kept before is not delivered")
        // Nothing is copied, and both keep their memory.
        swap(&deliverable, &held)
        deliverable.reverse()
        isAlone = false
    }

    /// Nothing could be kept, and all of it is undone.
    mutating func failed() {
        end(isKept: false)
        for answer in held {
            if !answer.reply.isUndoable {
                decided.append(.deliver(answer))
            } else if isAlone {
                decided.append(.refuse(answer))
            } else {
                undone.append(answer)
            }
        }
        held.removeAll(keepingCapacity: true)
        isAlone = false
    }

    private mutating func end(isKept: Bool) {
        isKeeping = false
        guard !replies.isEmpty else { return }
        decided.append(contentsOf: replies.map { .tell($0, isKept: isKept) })
        replies.removeAll()
    }

    /// What to do next; nil when that is nothing until something happens.
    mutating func next() -> Action? {
        if let action = decided.popFirst() { return action }
        if let answer = deliverable.popLast() { return .deliver(answer) }
        guard !isKeeping, !isWaiting, let answer = undone.popFirst() else { return nil }
        isAlone = true
        return .retry(answer)
    }
}
