package import KubeHTTP1
package import KubeTime

/// When the next piece is due of each answer that comes in pieces.
struct Meters: Sendable {
    private var deadlines = Deadlines<UInt64>()
    private var intervals: [UInt64: Duration] = [:]
    /// The answers of which no more comes, and which do not end either.
    private var hanging: Set<UInt64> = []
    private var count: UInt64 = 0

    /// How often a piece comes at most.
    private static let intervalMin = Duration.milliseconds(50)

    /// When the next piece of any of them is due.
    var nextDue: Timestamp? { deadlines.next }

    /// A number for an answer that is sent from `start` on.
    ///
    /// So many bytes of it are due per second; all at once where nil. It hangs behind its last byte if it
    /// `hangs`.
    mutating func add(_ bytesPerSecond: Int?, hangs: Bool, from start: Timestamp) -> UInt64 {
        count += 1
        if hangs { hanging.insert(count) }
        guard let bytesPerSecond else { return count }
        let interval = max(.seconds(1) / bytesPerSecond, Self.intervalMin)
        intervals[count] = interval
        deadlines[count] = start + interval
        return count
    }

    /// Whether an answer has to come so many bytes at a time.
    func limit(_ id: UInt64) -> Bool { intervals[id] != nil }

    /// Whether an answer does not end yet.
    func hang(_ id: UInt64) -> Bool { hanging.contains(id) }

    /// Has every piece come as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { deadlines.shift(by: difference) }

    /// Has the rest of every answer come at once.
    mutating func hurry() {
        intervals = [:]
        deadlines = Deadlines()
    }

    /// Has the connections of those end that hang.
    mutating func endHanging() {
        hanging = []
    }

    /// Expects no further piece of an answer.
    mutating func exhaust(_ id: UInt64) {
        intervals[id] = nil
        deadlines[id] = nil
    }

    /// Forgets an answer.
    mutating func remove(_ id: UInt64) {
        exhaust(id)
        hanging.remove(id)
    }

    /// Whether some piece is due; the next ones are then expected.
    mutating func fire(at now: Timestamp) -> Bool {
        var isDue = false
        while let id = deadlines.popFirst(dueAt: now) {
            isDue = true
            if let interval = intervals[id] { deadlines[id] = now + interval }
        }
        return isDue
    }
}

/// Answers that come in pieces.
extension Cluster {
    /// A body of `bytes` that comes so many bytes per second.
    mutating func meter(
        _ bytes: ArraySlice<UInt8>, _ bytesPerSecond: Int?, _ ending: FaultAction.Ending?,
        at now: Timestamp
    ) -> MeteredBody {
        MeteredBody(
            meters.add(bytesPerSecond, hangs: ending == .hang, from: now), bytes,
            bytesPerSecond: bytesPerSecond, ending, from: now)
    }

    /// Appends the pieces that have come.
    package mutating func produce(
        _ body: inout MeteredBody, into output: inout [UInt8], at wall: Timestamp
    ) -> StreamProgress {
        let progress = body.produce(
            into: &output, at: clock.now(at: wall), isLimited: meters.limit(body.id),
            hangs: meters.hang(body.id))
        if progress.isLast {
            meters.remove(body.id)
        } else if body.isExhausted {
            meters.exhaust(body.id)
        }
        return progress
    }

    /// Forgets an answer whose client has left.
    package mutating func cancel(_ body: MeteredBody) {
        meters.remove(body.id)
    }
}
