/// Several rules that together are what happens to a real server now and then.
public enum FaultPreset: String, Hashable, CaseIterable, Sendable {
    /// For three seconds etcd elects a leader, then it is slow for seven: writes fail.
    case etcdLeaderChange = "etcd-leader-change"
    /// Half of all requests are turned away by priority and fairness.
    case apfOverload = "apf-overload"
    /// The server goes, and another one comes: eight seconds in all.
    case rollingRestart = "rolling-restart"
    /// Every commit waits for a disk that is sometimes very slow.
    case slowDisk = "slow-disk"
    /// Nobody may write leases.
    case noPermission = "no-permission"

    /// The rules, for the requests that satisfy `match` as well; their tag is the name of the preset.
    public func rules(on match: RequestMatch = RequestMatch()) -> [FaultRule] {
        let writes = match.restricted(toVerbs: ["write"])
        var rules = rules(on: match, writes: writes)
        for index in rules.indices {
            rules[index].tag = rawValue
            rules[index].name = rules.count == 1 ? rawValue : "\(rawValue)-\(index + 1)"
        }
        return rules
    }

    private func rules(on match: RequestMatch, writes: RequestMatch) -> [FaultRule] {
        switch self {
        case .etcdLeaderChange:
            [
                FaultRule(on: writes, do: .error(.etcdLeaderChanged), until: .after(.seconds(3))),
                FaultRule(on: writes, do: .error(.etcdTimeout), until: .after(.seconds(10))),
            ]
        case .apfOverload:
            [FaultRule(on: match, do: .error(.tooManyRequests), probability: 0.5)]
        case .rollingRestart: Self.restart(match)
        case .slowDisk:
            [
                FaultRule(
                    on: writes, at: .beforeCommit,
                    do: .delay(.logNormal(median: .milliseconds(100), sigma: 1)))
            ]
        case .noPermission:
            [FaultRule(on: writes.restricted(toResource: "leases"), do: .error(.forbidden))]
        }
    }

    /// The server says that it goes, then it is away, then it says that it has only come.
    private static func restart(_ match: RequestMatch) -> [FaultRule] {
        let watches = match.restricted(toVerbs: ["watch"])
        return [
            FaultRule(
                on: match, do: .error(.shuttingDown429), until: .after(.seconds(2))),
            FaultRule(
                on: watches, do: .watch(WatchAction(then: .end)), until: .after(.seconds(2))),
            FaultRule(on: match, do: .refuse, until: .after(.seconds(4))),
            FaultRule(on: match, do: .reset, until: .after(.seconds(4))),
            FaultRule(on: match, do: .error(.notInstalled503), until: .after(.seconds(6))),
            FaultRule(on: watches, do: .error(.cacheUnready429), until: .after(.seconds(8))),
        ]
    }
}
