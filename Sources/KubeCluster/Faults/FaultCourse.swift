/// How far the rules were asked about a request.
struct FaultCourse: Sendable {
    /// The names of those that have acted, in order.
    private(set) var rules: [String] = []

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

    /// Somebody has acted.
    mutating func act(_ name: String) {
        if !rules.contains(name) { rules.append(name) }
    }
}
