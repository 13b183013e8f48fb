import KubeAPI
import KubeTime

/// Those who sleep by a cluster's clock, in the order in which they are due.
struct Sleepers: Sendable {
    /// Who is told once whether the instant has come, or else why it never will.
    typealias Listener = @Sendable (Result<Void, StatusError>?) -> Void

    private var sleepers: [SleepTicket: Sleeper] = [:]
    private var deadlines = Deadlines<SleepTicket>()
    private var count: UInt64 = 0
    private var wakeCount = 0
    private var returnCount = 0
    private var abandonCount = 0

    private struct Sleeper: Sendable {
        let listener: Listener
        /// Whether nobody waits for him to come back.
        let isUnattended: Bool
    }

    /// Why nobody sleeps any more; nil while they do.
    private var refusal: StatusError?

    /// When the first is due; nil when nobody sleeps.
    var nextDue: Timestamp? { deadlines.next }

    /// How many sleep now.
    var sleeperCount: Int { sleepers.count }

    /// How often somebody has gone to sleep.
    var sleepCount: UInt64 { count }

    /// How many of those who were woken since `forgetWoken` have not gone to sleep again.
    ///
    /// It is not known who goes to sleep: one who gives up is taken for one who only wants to sleep until
    /// another instant.
    var wokenCount: Int { max(0, wakeCount - max(0, returnCount - abandonCount)) }

    /// Adds one who sleeps until `instant`; nil when `listener` was told at once.
    mutating func add(
        until instant: Timestamp, at now: Timestamp, isUnattended: Bool,
        _ listener: @escaping Listener
    ) -> SleepTicket? {
        count += 1
        if let refusal {
            listener(.failure(refusal))
            return nil
        }
        guard instant > now else {
            listener(.success(()))
            return nil
        }
        if !isUnattended { returnCount += 1 }
        let ticket = SleepTicket(number: count)
        sleepers[ticket] = Sleeper(listener: listener, isUnattended: isUnattended)
        deadlines[ticket] = instant
        return ticket
    }

    /// Has everybody sleep as long as they would have: the clock was set forward by `difference`.
    mutating func shift(by difference: Duration) { deadlines.shift(by: difference) }

    /// Wakes those who are due, in order.
    mutating func wake(at now: Timestamp) {
        while let ticket = deadlines.popFirst(dueAt: now) { wake(ticket) }
    }

    /// Wakes the one who is due first; there must be one.
    mutating func wakeFirst() { wake(deadlines.popFirst()) }

    private mutating func wake(_ ticket: SleepTicket) {
        guard let sleeper = sleepers.removeValue(forKey: ticket) else { return }
        if !sleeper.isUnattended { wakeCount += 1 }
        sleeper.listener(.success(()))
    }

    /// Wakes one who does not want to sleep any more.
    mutating func abandon(_ ticket: SleepTicket) {
        guard let sleeper = sleepers.removeValue(forKey: ticket) else { return }
        deadlines[ticket] = nil
        if !sleeper.isUnattended { abandonCount += 1 }
        sleeper.listener(nil)
    }

    /// Does not expect those back who were woken.
    mutating func forgetWoken() { (wakeCount, returnCount, abandonCount) = (0, 0, 0) }

    /// Wakes everybody, and everybody who comes later, with an error.
    mutating func cancel(_ error: StatusError) {
        refusal = error
        let woken = sleepers.sorted { $0.key.number < $1.key.number }
        sleepers = [:]
        deadlines = Deadlines()
        for (_, sleeper) in woken { sleeper.listener(.failure(error)) }
    }
}

/// The right to be woken.
package struct SleepTicket: Hashable, Sendable {
    let number: UInt64
}
