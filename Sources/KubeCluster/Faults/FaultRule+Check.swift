package import KubeAPI
import KubeEndpoints
import KubeJSON

/// What makes no sense in a rule, and what no real server can do.
extension FaultRule {
    private static let nameBytesMax = 253

    /// Throws 400 for a rule that can never act, or that does what no real server can.
    package func check() throws(StatusError) {
        try match.check()
        try checkNames()
        try checkPhases()
        if !allowsImpossible { try checkPossibility() }
    }

    private func checkNames() throws(StatusError) {
        for (field, text) in [("name", name), ("tag", tag)] {
            guard let text else { continue }
            guard (1...Self.nameBytesMax).contains(text.utf8.count), !text.contains("/") else {
                throw .badRequest(
                    "\"\(field)\" must have 1 to \(Self.nameBytesMax) bytes and no slash, not "
                        + GoQuote.quote(text))
            }
        }
        if let times, times < 1 { throw .badRequest("\"times\" must be 1 or more") }
        if skip < 0 { throw .badRequest("\"skip\" must be 0 or more") }
        if let probability, !(0...1).contains(probability) {
            throw .badRequest("\"probability\" must be a number from 0 to 1")
        }
        if actions.isEmpty { throw .badRequest("\"do\" has no action") }
        if holdTimeout != nil, !actions.contains(where: \.isHold) {
            throw .badRequest(
                "\"timeout\" says how long a request is held, but nothing in \"do\" holds one")
        }
    }

    private func checkPhases() throws(StatusError) {
        let phase = effectivePhase
        for action in actions where !action.phases.contains(phase) && !isImpossible(action) {
            let known = action.phases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(
                "the action \(action.name) does not act at \(phase.rawValue), but at \(known)"
                    + hint(action, phase))
        }
        if match.patterns(of: .status) != nil, phase != .answering {
            throw .badRequest(
                "\"match.status\" is known at answering only: there is no answer at \(phase.rawValue)"
            )
        }
        if phase == .watching, !match.allows(RequestCriterion.texts(of: .watch), for: .verb) {
            throw .badRequest("a rule at watching is for watches: \"match.verb\" must allow watch")
        }
    }

    private func isImpossible(_ action: FaultAction) -> Bool {
        guard allowsImpossible, effectivePhase == .watching else { return false }
        switch action {
        case .error, .status: return true
        default: return false
        }
    }

    private func hint(_ action: FaultAction, _ phase: FaultPhase) -> String {
        switch action {
        case .error, .status, .answer:
            phase == .watching
                ? ": no server answers with a Status once a watch has begun. Say "
                    + "{\"watch\":{\"then\":{\"error\":…}}} for an ERROR event, or "
                    + "\"impossible\":true" : ""
        default: ""
        }
    }

    private func checkPossibility() throws(StatusError) {
        let phase = effectivePhase
        if actions.contains(where: \.swapsEvents) {
            throw .badRequest(
                "no server tells of changes out of order: leave \"swap\" out, or say "
                    + "\"impossible\":true")
        }
        if phase == .afterCommit || phase == .beforeCommit, !mayMatchWrite {
            throw .badRequest(
                "nothing is committed by a read, so that a rule at \(phase.rawValue) never acts on "
                    + "one: \"match.verb\" must allow a verb that writes, or say \"impossible\":true"
            )
        }
        guard phase == .received || phase == .beforeCommit, mayMatchWrite else { return }
        if let code = actions.lazy.compactMap(\.code).first(where: { (200..<300).contains($0) }) {
            throw .badRequest(
                "no server answers \(code) to a write that has not happened: restrict "
                    + "\"match.verb\" to read, act at afterCommit, or say \"impossible\":true")
        }
    }

    private var mayMatchWrite: Bool {
        RequestCriterion.writingVerbs.contains {
            match.allows(RequestCriterion.texts(of: $0), for: .verb)
        }
    }
}

extension FaultAction {
    fileprivate var swapsEvents: Bool {
        guard case .watch(let action) = self else { return false }
        return action.then == .swap
    }

    fileprivate var isHold: Bool { self == .hold || self == .hang }
}
