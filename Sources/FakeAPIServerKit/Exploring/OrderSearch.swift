import KubeTime

/// Which of the requests that wait goes on next, in one run after the other.
struct OrderSearch {
    private let orders: ExploredOrders
    /// How the next run begins: a place among those that wait, for each step.
    private var prefix: [Int] = []
    private var random: Random
    private(set) var runCount = 0

    /// Whether every order there is was run.
    private(set) var isComplete = false

    /// A step of a run: which of how many that waited went on.
    struct Step: Hashable {
        let taken: Int
        let count: Int
    }

    init(_ orders: ExploredOrders) {
        self.orders = orders
        var seed: UInt64 = 0
        if case .random(_, let chosen) = orders { seed = chosen }
        random = Random(seed: seed)
    }

    /// The place of the one that goes on at `step` among those that wait, whose clients these are; nil when
    /// it is not there, since the clients do not do the same each time.
    mutating func choose(at step: Int, among clients: [String]) -> Int? {
        switch orders {
        case .all:
            let place = step < prefix.count ? prefix[step] : 0
            return place < clients.count ? place : nil
        case .random:
            return Int(random.next() % UInt64(clients.count))
        case .only(let names):
            return step < names.count ? clients.firstIndex(of: names[step]) : 0
        }
    }

    /// Notes a run that took these steps, the last of which `hasFailed`; returns whether there is another
    /// one to try.
    mutating func finish(_ steps: [Step], hasFailed: Bool) -> Bool {
        runCount += 1
        switch orders {
        case .only: return false
        case .random(let count, _): return runCount < count
        case .all(let limit):
            // What else could have been the last step would not be shorter.
            let open = hasFailed ? steps.dropLast() : steps[...]
            guard let last = open.lastIndex(where: { $0.taken + 1 < $0.count }) else {
                isComplete = true
                return false
            }
            prefix = steps[..<last].map(\.taken) + [steps[last].taken + 1]
            return runCount < limit
        }
    }
}
