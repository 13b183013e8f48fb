import KubeHTTP1
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
    /// Writes how long after the arrival each phase was.
    func pack(into writer: inout PackedWriter) {
        writer.append(nanoseconds(until: decided))
        writer.append(nanoseconds(until: committed))
        writer.append(nanoseconds(until: answered))
    }

    private func nanoseconds(until phase: Duration?) -> UInt64? {
        phase.map { UInt64(clamping: ($0 - received).nanoseconds) }
    }

    /// The same phases of a request that came at the origin of the clock.
    init(_ reader: inout PackedReader) {
        received = .zero
        decided = reader.duration()
        committed = reader.duration()
        answered = reader.duration()
    }
}

extension PackedReader {
    fileprivate mutating func duration() -> Duration? {
        optionalNumber().map { .nanoseconds(Int64($0)) }
    }
}
