import KubeCoordinator
import KubeJSON
import KubeTime

extension DecisionRecord {
    /// The decision in sentences: why it was needed, who was compared, what was done.
    var text: String {
        [decision.cause?.sentence, decision.ranking?.sentence, decision.verdict.sentence, outcome]
            .compactMap(\.self).joined(separator: " ")
    }

    private var outcome: String? {
        let version = committedVersion.map { " as resource version \($0)" } ?? ""
        switch effect {
        case .none:
            guard case .elect = decision.verdict else { return nil }
            return "The lease says so already."
        case .pinged: return nil
        case .leaseCreated: return "The lease was created\(version)."
        case .leaseUpdated(let changes):
            let fields = changes.fields.map { field in
                guard let value = field.value else { return "\(field.name) removed" }
                return "\(field.name) = \(value.string ?? JSONWriter.text(value))"
            }
            return "The lease was updated\(version): \(fields.joined(separator: ", "))."
        case .failed(let error): return "This failed: \(error)."
        }
    }
}

extension ElectionCause {
    fileprivate var sentence: String {
        switch self {
        case .leaseMissing: "The lease did not exist."
        case .leaseExpired: "The lease had run out."
        case .leaseWithoutTimes: "The lease lacked the times to count."
        case .noHolder: "Nobody held the lease."
        case .refreshDue(let name):
            "The renewTime of \(name) was more than a quarter of an hour old, so that all had to be asked."
        case .betterCandidate(let name): "\(name) was better than the holder."
        }
    }
}

extension CandidateRanking {
    fileprivate var sentence: String {
        guard let runnerUp else { return "\(best) was the only one to choose from." }
        return "\(best) came before \(runnerUp.name) because \(runnerUp.lostBy.reason)."
    }
}

extension RankingCriterion {
    fileprivate var reason: String {
        switch self {
        case .emulationVersion: "its emulation version is lower"
        case .binaryVersion: "its binary version is lower and their emulation versions are equal"
        case .creationTimestamp: "it was created earlier and their versions are equal"
        case .currentHolder: "it holds the lease and they are equal otherwise"
        case .name: "its name is first in the alphabet and they are equal otherwise"
        }
    }
}

extension ElectionVerdict {
    fileprivate var sentence: String {
        switch self {
        case .unmanaged: "No candidate counted, so nothing was done."
        case .unneeded(.bestCandidateHolds): "The best candidate held it, so nothing was done."
        case .unneeded(.noEligibleCandidate):
            "No candidate had versions to compare, so nothing was done."
        case .unneeded(.thirdPartyStrategy(let strategy)):
            "The strategy \(strategy) is not the coordinator's, so nothing was done."
        case .undecidable: "The candidates want different strategies."
        case .poll(let pings, let awaited): Self.poll(pings, awaited)
        case .noAvailableCandidates: "No candidate could be elected."
        case .conflict: "Those that could be elected want different strategies."
        case .noElectee: "None of those that could be elected has versions to compare."
        case .elect(let strategy, let electee?): "\(electee) was elected by \(strategy)."
        case .elect(let strategy, nil): "The choice was left to whoever carries out \(strategy)."
        }
    }

    private static func poll(_ pings: [String], _ awaited: [String]) -> String {
        let pinged =
            pings.isEmpty ? nil : "Pinged \(pings.joined(separator: ", ")) and waited for answers."
        let waiting =
            awaited.isEmpty
            ? nil : "Waited for \(awaited.joined(separator: ", ")) to answer an earlier ping."
        return [pinged, waiting].compactMap(\.self).joined(separator: " ")
    }
}
