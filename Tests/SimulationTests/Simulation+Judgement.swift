import KubeJSON
import KubeTime

/// Who leads, and whether that is right.
extension Simulation {
    /// How long the rightful leader must lead to count.
    private static let settledPeriod = Duration.seconds(6)

    /// At most one elector holds the lease, and none believes so for longer than it may.
    func judgeHolders() throws {
        let leaders = components.filter(\.isLeading)
        for leader in leaders {
            let patience = scenario.retryPeriod + scenario.renewDeadline
            guard let lastSuccess = leader.lastSuccess, now <= lastSuccess + patience else {
                throw Violation("\(leader.member.name) leads longer than it may")
            }
        }
        // No plain elector is ever wrong.
        try components.checkHolders(at: now, mayBeWrong: scenario.mode != .plain)
    }

    /// Whether the leader is the right one, and has been for a while; throws when it takes too long.
    mutating func hasSettled(before end: Timestamp) throws -> Bool {
        guard !isFaulty else { return false }
        guard isLedRightly || isStalledAsUpstream else {
            rightSince = nil
            guard now < end else {
                throw Violation("the rightful leader does not lead after all that time")
            }
            return false
        }
        let since = rightSince ?? now
        rightSince = since
        return now > since + Self.settledPeriod
    }

    private var isLedRightly: Bool {
        guard let leader = components.first(where: \.isLeading) else { return false }
        guard scenario.mode == .coordinated else { return true }
        return leader.member.name == bestRunning
    }

    /// The candidate that the coordinator should prefer among the components that run.
    private var bestRunning: String? {
        guard components.allSatisfy(\.isRunning) else { return nil }
        let holder = lease?[path: "spec", "holderIdentity"]?.string
        return components.map(\.member).min { left, right in
            let leftRank = rank(of: left, holder: holder)
            return leftRank.lexicographicallyPrecedes(rank(of: right, holder: holder))
        }?.name
    }

    /// What the strategy compares, most significant first; all parts have the same length.
    private func rank(of member: Scenario.Member, holder: String?) -> [String] {
        let key = History.Key(resource: "leasecandidates", name: member.name)
        let created = history.live[key]?[path: "metadata", "creationTimestamp"]?.string
        return [
            member.emulationVersion, member.binaryVersion, created ?? "never",
            member.name == holder ? "0" : "1", member.name,
        ]
    }

    /// Whether the election has come to one of the two ends at which kube-apiserver leaves it: the
    /// lease of the best candidate has run out before that saw it in time, or still prefers somebody.
    private var isStalledAsUpstream: Bool {
        guard scenario.mode == .coordinated, !components.contains(where: \.isLeading),
            let spec = lease?["spec"], let holder = spec["holderIdentity"]?.string
        else { return false }
        return holder == bestRunning
    }

    private var lease: JSONValue? {
        history.live[History.Key(resource: "leases", name: "widget")]
    }
}

extension Simulation {
    /// Whether the election ended in a stall that kube-apiserver has too.
    var endsInKnownStall: Bool { isStalledAsUpstream }
}
