import KubeTime

/// When a request came from one phase to the next, by a clock that never jumps; nil for what did not
/// happen.
struct RequestPhases: Hashable, Sendable {
    /// All of the request had arrived.
    let received: Duration
    /// It was known what to answer.
    var decided: Duration?
    /// What it changed was stored, and for good where there is a database.
    var committed: Duration?
    /// The client had taken all of the answer, or the head of a stream.
    var answered: Duration?
}

// MARK: - In the journal

extension RequestPhases {
    /// How long after the arrival each phase was, in nanoseconds; -1 for what did not happen.
    struct Packed: Sendable {
        let decided: Int64
        let committed: Int64
        let answered: Int64
    }

    var packed: Packed {
        Packed(
            decided: nanoseconds(until: decided), committed: nanoseconds(until: committed),
            answered: nanoseconds(until: answered))
    }

    private func nanoseconds(until phase: Duration?) -> Int64 {
        phase.map { max(($0 - received).nanoseconds, 0) } ?? -1
    }

    /// The same phases of a request that came at the origin of the clock.
    init(_ packed: Packed) {
        received = .zero
        decided = Self.duration(packed.decided)
        committed = Self.duration(packed.committed)
        answered = Self.duration(packed.answered)
    }

    private static func duration(_ nanoseconds: Int64) -> Duration? {
        nanoseconds < 0 ? nil : .nanoseconds(nanoseconds)
    }
}
