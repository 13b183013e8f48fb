import KubeTime

/// The tasks that work for a machine: those that make its calls, and one that waits for its time.
///
/// They are children of one group; each can be given up by itself.
struct Chores: Sendable {
    private let clock: MachineClock
    private var calls: [UInt64: Chore] = [:]
    private var timer: (due: Timestamp, chore: Chore)?

    /// No tasks; the time goes by `clock`.
    init(_ clock: MachineClock) {
        self.clock = clock
    }

    /// One task, which ends when this is given up.
    private struct Chore: Sendable {
        private let continuation: AsyncStream<Void>.Continuation

        init(
            in group: inout DiscardingTaskGroup, _ work: @escaping @Sendable () async -> Void
        ) {
            let (givenUp, continuation) = AsyncStream<Void>.makeStream()
            self.continuation = continuation
            group.addTask {
                await withTaskGroup(of: Void.self) { race in
                    race.addTask { await work() }
                    race.addTask { for await _ in givenUp {} }
                    await race.next()
                    race.cancelAll()
                }
            }
        }

        func giveUp() { continuation.finish() }
    }

    /// Makes the call `id`, and has its answer handed on with what is under way until that is dealt with.
    mutating func begin(
        _ id: UInt64, in group: inout DiscardingTaskGroup,
        _ call: @escaping @Sendable (Work?) async -> Void
    ) {
        let work = clock.beginWork()
        calls[id] = Chore(in: &group) { [clock] in await clock.working { await call(work) } }
    }

    /// Makes the call `id`, which has any number of answers.
    mutating func beginStream(
        _ id: UInt64, in group: inout DiscardingTaskGroup,
        _ call: @escaping @Sendable () async -> Void
    ) {
        calls[id] = Chore(in: &group, call)
    }

    /// Gives up every call that is not awaited any more.
    mutating func giveUp(unless isAwaited: (UInt64) -> Bool) {
        for (id, chore) in calls where !isAwaited(id) {
            chore.giveUp()
            calls[id] = nil
        }
    }

    /// Calls `wake` at `due`, and not at what was due before; never when that is nil.
    mutating func setTimer(
        _ due: Timestamp?, in group: inout DiscardingTaskGroup,
        _ wake: @escaping @Sendable (Work?) -> Void
    ) {
        guard due != timer?.due else { return }
        timer?.chore.giveUp()
        timer = due.map { due in
            let work = clock.beginWork()
            let chore = Chore(in: &group) { [clock] in
                do {
                    wake(try await clock.sleep(until: due, finishing: work))
                } catch {
                    // This was given up, or the clock has ended.
                }
            }
            return (due, chore)
        }
    }

    /// Takes note that the timer has gone off.
    mutating func endTimer() { timer = nil }

    /// Gives everything up.
    mutating func giveUpAll() {
        giveUp { _ in false }
        timer?.chore.giveUp()
        timer = nil
    }
}
