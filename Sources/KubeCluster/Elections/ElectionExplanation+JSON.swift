import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeTime

extension ElectionExplanation: ControlReport {
    static var schema: ControlSchema { .named(.election) }

    /// The explanation for programs; `text` in a decision is what people are told.
    var json: JSONValue {
        [
            "lease": .string(key.description),
            "now": .string(now.rfc3339),
            "state": lease.map { $0.json(at: now) } ?? .null,
            "candidates": .array(candidates.map { $0.candidate.json($0.state) }),
            "frozen": .array(frozen.map { .string($0) }),
            "decisions": .array(decisions.map(\.json)),
        ]
    }
}

extension Lease {
    fileprivate func json(at now: Timestamp) -> JSONValue {
        [
            "holderIdentity": .text(spec.holder),
            "preferredHolder": .text(spec.preferredHolder),
            "strategy": .text(spec.strategy),
            "expiry": .instant(spec.expiry),
            "isExpired": .bool(isExpired(at: now)),
            "resourceVersion": .string(resourceVersion),
        ]
    }
}

extension LeaseCandidate {
    fileprivate func json(_ state: CandidateState) -> JSONValue {
        [
            "name": .string(name),
            "state": .string(state.rawValue),
            "emulationVersion": .string(emulationVersion),
            "binaryVersion": .string(binaryVersion),
            "strategy": .string(strategy),
            "pingTime": .instant(pingTime),
            "renewTime": .instant(renewTime),
            "hasAnsweredPing": hasAnsweredPing.map { .bool($0) } ?? .null,
            "resourceVersion": .string(resourceVersion),
        ]
    }
}

extension DecisionRecord {
    fileprivate var json: JSONValue {
        [
            "since": .string(since.rfc3339),
            "last": .string(decision.time.rfc3339),
            "repeatCount": .integer(Int64(repeatCount)),
            "candidates": .object(
                JSONObject(decision.standings.map { ($0.name, .string($0.state.rawValue)) })),
            "cause": .text(decision.cause?.word),
            "ranking": decision.ranking?.json ?? .null,
            "verdict": .string(decision.verdict.word),
            "effect": .string(effect.word),
            "committedVersion": .text(committedVersion),
            "text": .string(text),
        ]
    }
}

extension CandidateRanking {
    fileprivate var json: JSONValue {
        [
            "best": .string(best),
            "runnerUp": .text(runnerUp?.name),
            "lostBy": .text(runnerUp?.lostBy.rawValue),
        ]
    }
}

extension ControlComponent {
    /// The elections for a lease.
    static let election = ControlComponent("Election") {
        .object([
            "lease": .text, "now": .instant,
            "state": .object([
                "holderIdentity": .text.orNull, "preferredHolder": .text.orNull,
                "strategy": .text.orNull, "expiry": .instant.orNull, "isExpired": .flag,
                "resourceVersion": .version,
            ]).orNull,
            "candidates": .list(
                of: .object([
                    "name": .text, "state": .choice(CandidateState.self),
                    "emulationVersion": .text, "binaryVersion": .text, "strategy": .text,
                    "pingTime": .instant.orNull, "renewTime": .instant.orNull,
                    "hasAnsweredPing": .flag.orNull, "resourceVersion": .version,
                ])), "frozen": .list(of: .text), "decisions": .list(of: decision),
        ])
    }

    private static let decision = ControlSchema.object([
        "since": .instant, "last": .instant, "repeatCount": .whole,
        "candidates": .map(of: .choice(CandidateState.self)), "cause": .text.orNull,
        "ranking": .object([
            "best": .text, "runnerUp": .text.orNull, "lostBy": .text.orNull,
        ]).orNull, "verdict": .text, "effect": .text, "committedVersion": .version.orNull,
        "text": .text,
    ])
}

// MARK: - Words for programs

extension ElectionCause {
    var word: String {
        switch self {
        case .leaseMissing: "leaseMissing"
        case .leaseExpired: "leaseExpired"
        case .leaseWithoutTimes: "leaseWithoutTimes"
        case .noHolder: "noHolder"
        case .refreshDue: "refreshDue"
        case .betterCandidate: "betterCandidate"
        }
    }
}

extension ElectionVerdict {
    var word: String {
        switch self {
        case .unmanaged: "unmanaged"
        case .unneeded: "unneeded"
        case .undecidable: "undecidable"
        case .poll: "poll"
        case .noAvailableCandidates: "noAvailableCandidates"
        case .conflict: "conflict"
        case .noElectee: "noElectee"
        case .elect: "elect"
        }
    }
}

extension ElectionEffect {
    var word: String {
        switch self {
        case .none: "none"
        case .pinged: "pinged"
        case .leaseCreated: "leaseCreated"
        case .leaseUpdated: "leaseUpdated"
        case .failed: "failed"
        }
    }
}
