import KubeAPI
import KubeCoordinator
import KubeTime

extension ElectionExplanation {
    /// The explanation for people, in lines.
    package var text: String {
        var lines = ["Lease \(key) at \(now.rfc3339)", leaseSentence]
        lines += frozen.map { "Renewals by \($0) are refused: it is frozen." }
        lines += ["", "Candidates"]
        lines +=
            candidates.isEmpty
            ? ["  none"] : candidates.flatMap { $0.candidate.lines($0.state, at: now) }
        lines += ["", "Decisions, the oldest first"]
        lines += decisions.isEmpty ? ["  none"] : decisions.flatMap(\.lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private var leaseSentence: String {
        guard let lease else { return "The lease does not exist." }
        let version = "(resource version \(lease.resourceVersion))"
        guard let holder = lease.holder else { return "Nobody holds it \(version)." }
        guard let end = lease.expiry?.rfc3339 else {
            return "It names \(holder), but lacks the times to count \(version)."
        }
        let isExpired = lease.isExpired(at: now)
        let state =
            isExpired
            ? "It was held by \(holder) until it ran out at \(end)"
            : "It is held by \(holder) until \(end)"
        let wish = lease.preferredHolder.map { preferred in
            " \(holder) \(isExpired ? "was" : "is") asked to make room for \(preferred)."
        }
        return "\(state) \(version).\(wish ?? "")"
    }
}

extension LeaseCandidate {
    fileprivate func lines(_ state: CandidateState, at now: Timestamp) -> [String] {
        let ping: String? = pingTime.map { instant in
            let answer =
                hasAnsweredPing == true ? "answered at \(renewTime?.rfc3339 ?? "")" : "not answered"
            return "pinged at \(instant.rfc3339), \(answer)"
        }
        let renewal = hasRenewed ? "renewed at \(renewTime?.rfc3339 ?? "")" : "never renewed"
        return [
            "  \(name) is \(state.rawValue): \(meaning(of: state, at: now))",
            "    emulation version \(emulationVersion), binary version \(binaryVersion), "
                + (ping ?? "\(renewal), never pinged"),
        ]
    }
}

extension LeaseCandidate {
    /// Whether it says when it renewed; a time of zero is that of somebody who has not.
    private var hasRenewed: Bool {
        (renewTime ?? TimeFormat.zeroInstant) != TimeFormat.zeroInstant
    }

    /// What is true of a candidate in this state: all that is known of it is its own `renewTime`, which
    /// its own clock has set.
    private func meaning(of state: CandidateState, at now: Timestamp) -> String {
        switch state {
        case .expired:
            hasRenewed
                ? "its renewTime is more than half an hour old, so that it does not count"
                : "it has never renewed, and does not count before it has"
        case .pending: "it was pinged and may still answer"
        case .fresh:
            renewTime.map { $0 > now } ?? false
                ? "its renewTime is still to come, so that it can be elected"
                : "it renewed within five seconds and can be elected"
        case .stale: "it must answer a ping before it can be elected"
        // In 1.31 a renewal at that very instant is no answer.
        case .unresponsive:
            renewTime == pingTime
                ? "its renewTime is that of the ping, so that it cannot be elected now"
                : "it let a ping pass and cannot be elected until it renews"
        }
    }
}

extension DecisionRecord {
    fileprivate var lines: [String] {
        let states = decision.standings.map { "\($0.name) \($0.state.rawValue)" }
        let repetition =
            repeatCount == 0
            ? "" : ", and so \(repeatCount + 1) times until \(decision.time.rfc3339)"
        return ["  \(since.rfc3339)\(repetition)", "    \(text)"]
            + (states.isEmpty ? [] : ["    States: \(states.joined(separator: ", "))."])
    }
}
