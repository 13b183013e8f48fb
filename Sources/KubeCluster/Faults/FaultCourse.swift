/// How far the rules were asked about a request.
struct FaultCourse: Sendable {
    /// What was done to it, in order.
    private(set) var acts: [FaultAct] = []

    /// The names of those that have acted, in order.
    var rules: [String] {
        acts.reduce(into: []) { names, act in
            if !names.contains(act.rule) { names.append(act.rule) }
        }
    }

    /// The last rule that was asked at each phase.
    private var asked: [FaultPhase: UInt64] = [:]

    /// The last rule that was asked at `phase`; 0 when none was.
    func lastAsked(at phase: FaultPhase) -> UInt64 { asked[phase] ?? 0 }

    /// A rule was asked.
    mutating func ask(_ rule: UInt64, at phase: FaultPhase) {
        asked[phase] = rule
    }

    /// No other rule is asked at `phase`.
    mutating func end(_ phase: FaultPhase) {
        asked[phase] = .max
    }

    /// Somebody has done something to it.
    mutating func act(_ act: FaultAct) {
        acts.append(act)
    }
}
