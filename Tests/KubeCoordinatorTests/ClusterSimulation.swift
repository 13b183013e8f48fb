import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeTime

/// A coordinator, its storage, and a clock that moves only when it is told to.
struct ClusterSimulation {
    var coordinator: Coordinator
    var storage = StorageDouble()
    private(set) var time = now
    private var nextDue: Timestamp? = now

    init(_ configuration: CoordinatorConfiguration = .init(identity: "coordinator")) {
        coordinator = Coordinator(configuration: configuration, random: Random(seed: 1))
    }

    /// Lets the coordinator do everything that is due, until nothing is new.
    mutating func settle() {
        for _ in 0..<1000 {
            let news = storage.takeNews()
            for change in news { coordinator.observe(change) }
            let isDue = nextDue.map { $0 <= time } ?? false
            guard isDue || !news.isEmpty else { return }
            nextDue = coordinator.advance(to: time, in: &storage)
        }
        preconditionFailure("the coordinator does not come to rest")
    }

    /// Moves the clock to `target`, stopping at every instant at which something is due.
    mutating func run(to target: Timestamp) {
        settle()
        while let due = nextDue, due <= target {
            time = max(time, due)
            settle()
        }
        time = max(time, target)
    }

    /// Replaces the coordinator by another, which learns what there is, and stops the former.
    mutating func replaceCoordinator() {
        coordinator.stop(at: time, in: &storage)
        coordinator = Coordinator(
            configuration: .init(identity: "other"), random: Random(seed: 2))
        nextDue = time
        _ = storage.takeNews()
        for change in storage.everything { coordinator.observe(change) }
        settle()
    }

    /// How often each candidate was pinged.
    var pingCounts: [String: Int] {
        let pings = storage.calls.filter { $0.hasPrefix("PUT candidate ") }
        return Dictionary(grouping: pings) { String($0.dropFirst("PUT candidate ".count)) }
            .mapValues(\.count)
    }
}
