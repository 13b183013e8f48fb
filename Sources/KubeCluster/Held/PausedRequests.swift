import KubeTime

/// The requests of a cluster that do not go on, in the order in which they came.
struct PausedRequests: Sendable {
    private var requests: [FaultTicket: PausedRequest] = [:]
    private var deadlines = Deadlines<FaultTicket>()
    private var count: UInt64 = 0

    /// Whether there are none.
    var isEmpty: Bool { requests.isEmpty }

    /// How many are held.
    private(set) var heldCount = 0

    /// How often it has changed which are held.
    private(set) var heldChangeCount: UInt64 = 0

    /// How many can be held.
    static let heldMax = 1000

    /// When the first of them goes on by itself; nil when none does.
    var nextDue: Timestamp? { deadlines.next }

    /// A number for a request that has not waited before.
    mutating func newTicket() -> FaultTicket {
        count += 1
        return FaultTicket(number: count)
    }

    /// The request with this number; setting nil forgets it.
    subscript(ticket: FaultTicket) -> PausedRequest? {
        get { requests[ticket] }
        set {
            let (wasHeld, isHeld) = (requests[ticket]?.isHeld == true, newValue?.isHeld == true)
            if wasHeld != isHeld {
                heldCount += isHeld ? 1 : -1
                heldChangeCount += 1
            }
            requests[ticket] = newValue
            if newValue == nil { deadlines[ticket] = nil }
        }
    }

    /// Has a request go on by itself at `instant`, or not by itself.
    mutating func expect(_ ticket: FaultTicket, at instant: Timestamp?) {
        deadlines[ticket] = instant
    }

    /// The next request that is to go on by now.
    mutating func popFirst(dueAt now: Timestamp) -> FaultTicket? {
        deadlines.popFirst(dueAt: now)
    }

    /// Those that are held, in order.
    var held: [(ticket: FaultTicket, paused: PausedRequest)] { tickets(where: \.isHeld) }

    /// Those that go on by themselves one day, in order.
    var timed: [FaultTicket] { requests.keys.filter { deadlines[$0] != nil }.sorted() }

    /// Those that satisfy `isMeant`, in order.
    func tickets(
        where isMeant: (PausedRequest) -> Bool
    ) -> [(ticket: FaultTicket, paused: PausedRequest)] {
        requests.filter { isMeant($0.value) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Has every request wait as long as it would have: the clock was set forward by `difference`.
    mutating func shift(by difference: Duration) {
        deadlines.shift(by: difference)
        for ticket in requests.keys { requests[ticket]?.shift(by: difference) }
    }

    /// What the requests have changed that is not stored is undone.
    mutating func undo() {
        for (ticket, paused) in requests {
            guard case .unkept = paused.reason else { continue }
            requests[ticket]?.request.undo()
            requests[ticket]?.reason = .undone
        }
    }
}

extension FaultedRequest {
    /// What it has changed never happened: it is to be done again, and rules are not asked again that
    /// were asked before.
    fileprivate mutating func undo() {
        stage = .performing
        reply = nil
    }
}
