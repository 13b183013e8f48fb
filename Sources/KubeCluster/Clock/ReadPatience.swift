import KubeEndpoints
import KubeRegistry
import KubeStore
import KubeTime

/// The reads that wait for a revision, by the clock of the machine.
///
/// A manual clock may never move: then they give up after as long as a real server lets them wait, since
/// otherwise it would look as if the server hung.
struct ReadPatience: Sendable {
    /// Those that have begun to wait since it was last told the time.
    private var begun: [(number: UInt64, patience: Duration)] = []
    private var deadlines = Deadlines<UInt64>()
    private var over: Set<UInt64> = []

    /// Notes that a read begins to wait.
    mutating func begin(_ waiting: WaitingRequest) {
        begun.append((waiting.number, waiting.patience))
    }

    /// Lets the machine's clock show `wall`.
    mutating func advance(to wall: Timestamp) {
        for read in begun { deadlines[read.number] = wall + read.patience }
        if !begun.isEmpty { begun = [] }
        while let number = deadlines.popFirst(dueAt: wall) { over.insert(number) }
    }

    /// Has every read wait as long as it would have: the machine's clock was set forward by `jump`.
    mutating func shift(by jump: Duration) { deadlines.shift(by: jump) }

    /// When a read next gives up; nil when none waits.
    var next: Timestamp? { deadlines.next }

    /// Whether a read is to give up.
    func isOver(for waiting: WaitingRequest) -> Bool { over.contains(waiting.number) }

    /// Forgets a read that waits no more.
    mutating func end(_ waiting: WaitingRequest) {
        begun.removeAll { $0.number == waiting.number }
        deadlines[waiting.number] = nil
        over.remove(waiting.number)
    }
}

extension Cluster {
    /// Notes that a read begins to wait for a revision.
    mutating func beginWaiting(_ waiting: WaitingRequest) {
        guard clock.mode == .manual else { return }
        readPatience.begin(waiting)
        isStirred = true
    }

    /// Answers a read that waits for a revision; nil when it must wait longer.
    mutating func resume(_ waiting: WaitingRequest, at now: Timestamp) -> ClusterReply? {
        let revision = registry.store.revision
        let reply = api.resume(
            waiting, in: &registry, at: now, givesUp: readPatience.isOver(for: waiting))
        if reply != nil { readPatience.end(waiting) }
        return reply.map { self.reply($0, changedAfter: revision) }
    }

    /// Forgets a read whose client has left.
    mutating func abandon(_ waiting: WaitingRequest) {
        readPatience.end(waiting)
        api.abandon(waiting)
    }
}
