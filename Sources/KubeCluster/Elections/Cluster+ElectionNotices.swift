import KubeAPI
import KubeCoordinator
import KubeTime
import Logging

extension Cluster {
    /// Counts what the coordinator has decided, and has the log tell of it.
    mutating func noteDecisions() {
        guard let decided = elections?.takeDecisions() else { return }
        for (lease, record) in decided {
            electionCounts.count(record)
            if tells { tell(record, about: lease) }
        }
    }

    /// In the words of `/fake/elections`.
    private mutating func tell(_ record: DecisionRecord, about lease: NamespacedName) {
        var fields: Logger.Metadata = [
            "lease": "\(lease)", "verdict": "\(record.decision.verdict.word)",
            "effect": "\(record.effect.word)", "why": "\(record.text)",
        ]
        if let cause = record.decision.cause { fields["cause"] = "\(cause.word)" }
        if let version = record.committedVersion { fields["resourceVersion"] = "\(version)" }
        tell(
            "Decided about a lease", fields, level: record.changesNothing ? .debug : .info,
            at: record.since, isUndoable: true)
    }
}

extension DecisionRecord {
    /// Whether all stays as it is, and that is well.
    fileprivate var changesNothing: Bool {
        switch decision.verdict {
        case .unmanaged, .unneeded: true
        case .poll, .elect: effect == .none
        case .undecidable, .noAvailableCandidates, .conflict, .noElectee: false
        }
    }
}
