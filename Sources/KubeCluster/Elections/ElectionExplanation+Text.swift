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
            candidates.isEmpty ? ["  none"] : candidates.flatMap { $0.candidate.lines($0.state) }
        lines += ["", "Decisions, the oldest first"]
        lines += decisions.isEmpty ? ["  none"] : decisions.flatMap(\.lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private var leaseSentence: String {
        guard let lease else { return "The lease does not exist." }
        let version = "(resource version \(lease.resourceVersion))"
        guard let holder = lease.holder else { return "Nobody holds it \(version)." }
        let end = lease.expiry?.rfc3339
        let state =
            if lease.isExpired(at: now) {
                end.map { "It was held by \(holder) until it ran out at \($0)" }
                    ?? "It names \(holder), but lacks the times to count"
            } else {
                "It is held by \(holder) until \(end ?? "")"
            }
        let wish = lease.preferredHolder.map { " \(holder) is asked to make room for \($0)." } ?? ""
        return "\(state) \(version).\(wish)"
    }
}

extension LeaseCandidate {
    fileprivate func lines(_ state: CandidateState) -> [String] {
        let ping: String? = pingTime.map { instant in
            let answer =
                hasAnsweredPing == true ? "answered at \(renewTime?.rfc3339 ?? "")" : "not answered"
            return "pinged at \(instant.rfc3339), \(answer)"
        }
        let renewal = renewTime.map { "renewed at \($0.rfc3339)" } ?? "never renewed"
        return [
            "  \(name) is \(state.rawValue): \(meaning(of: state))",
            "    emulation version \(emulationVersion), binary version \(binaryVersion), "
                + (ping ?? "\(renewal), never pinged"),
        ]
    }
}

extension LeaseCandidate {
    private func meaning(of state: CandidateState) -> String {
        switch state {
        case .expired:
            (renewTime ?? TimeFormat.zeroInstant) == TimeFormat.zeroInstant
                ? "it does not count before it has renewed"
                : "it has not renewed for half an hour and does not count"
        case .pending: "it was pinged and may still answer"
        case .fresh: "it renewed within five seconds and can be elected"
        case .stale: "it will be pinged before it can be elected"
        case .unresponsive: "it let a ping pass and cannot be elected until it renews"
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
