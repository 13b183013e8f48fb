import KubeCoordinator
import KubeJSON
import KubeTime

/// Components, and things done by hand, at their times in one simulated cluster.
struct ElectionPlay {
    var cluster = ClusterSimulation()
    var components: [SimulatedComponent] = []
    /// What is done by hand, by seconds after the start.
    var edits: [(second: Double, edit: (inout StorageDouble) -> Void)] = []

    /// Plays from the start to `seconds` after it, or on to there.
    mutating func play(to seconds: Double) {
        let end = now + .seconds(seconds)
        while let instant = nextInstant, instant <= end {
            cluster.run(to: instant)
            if let index = edits.firstIndex(where: { now + .seconds($0.second) == instant }) {
                edits.remove(at: index).edit(&cluster.storage)
            } else if let index = components.firstIndex(where: { $0.nextAct == instant }) {
                components[index].act(at: instant, in: &cluster.storage)
            }
            cluster.settle()
        }
        cluster.run(to: end)
    }

    private var nextInstant: Timestamp? {
        (components.compactMap(\.nextAct) + edits.map { now + .seconds($0.second) }).min()
    }

    /// The holder of a lease; nil when it has none or does not exist.
    func holder(of name: String = "widget") -> String? {
        cluster.storage.leases[lab(name)]?.spec["holderIdentity"]?.string
    }

    /// The distinct consecutive states of a lease; null stands for its deletion.
    func states(of name: String) -> [JSONValue] {
        var states: [JSONValue] = []
        for spec in cluster.storage.leaseHistory[lab(name)] ?? [] {
            let fields = ["holderIdentity", "preferredHolder", "strategy"]
            let state = spec.map { spec in
                JSONValue.object(JSONObject(fields.map { ($0, spec[$0] ?? .null) }))
            }
            if states.last != state ?? .null { states.append(state ?? .null) }
        }
        return states
    }
}
