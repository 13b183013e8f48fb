import KubeAPI
import KubeTime

/// Those who sleep by a cluster's clock, in the order in which they are due.
struct Sleepers: Sendable {
    /// Who is told once whether the instant has come, or else why it never will.
    typealias Listener = @Sendable (Result<Void, StatusError>?) -> Void

    private var listeners: [SleepTicket: Listener] = [:]
    private var deadlines = Deadlines<SleepTicket>()
    private var count: UInt64 = 0

    /// How many were woken and have not gone to sleep again.
    private(set) var wokenCount = 0
    /// How many of those who gave up sleeping may be about to sleep until another instant.
    private var restlessCount = 0

    /// Why nobody sleeps any more; nil while they do.
    private var refusal: StatusError?

    /// When the first is due; nil when nobody sleeps.
    var nextDue: Timestamp? { deadlines.next }

    /// How often somebody has gone to sleep.
    var sleepCount: UInt64 { count }

    /// Adds one who sleeps until `instant`; nil when `listener` was told at once.
    mutating func add(
        until instant: Timestamp, at now: Timestamp, _ listener: @escaping Listener
    ) -> SleepTicket? {
        noteReturn()
        if let refusal {
            listener(.failure(refusal))
            return nil
        }
        guard instant > now else {
            wokenCount += 1
            listener(.success(()))
            return nil
        }
        let ticket = SleepTicket(number: count)
        listeners[ticket] = listener
        deadlines[ticket] = instant
        return ticket
    }

    /// Takes note that somebody goes to sleep: one who was woken, or instead of one who gave up.
    private mutating func noteReturn() {
        count += 1
        if restlessCount > 0 {
            restlessCount -= 1
        } else {
            wokenCount = max(0, wokenCount - 1)
        }
    }

    /// Wakes those who are due, in order.
    mutating func wake(at now: Timestamp) {
        while let ticket = deadlines.popFirst(dueAt: now) {
            wokenCount += 1
            listeners.removeValue(forKey: ticket)?(.success(()))
        }
    }

    /// Wakes the one who is due first; there must be one.
    mutating func wakeFirst() {
        wokenCount += 1
        listeners.removeValue(forKey: deadlines.popFirst())?(.success(()))
    }

    /// Wakes one who does not want to sleep any more.
    mutating func abandon(_ ticket: SleepTicket) {
        guard let listener = listeners.removeValue(forKey: ticket) else { return }
        deadlines[ticket] = nil
        restlessCount += 1
        listener(nil)
    }

    /// Does not expect those back who were woken.
    mutating func forgetWoken() {
        wokenCount = 0
        restlessCount = 0
    }

    /// Wakes everybody, and everybody who comes later, with an error.
    mutating func cancel(_ error: StatusError) {
        refusal = error
        let woken = listeners.sorted { $0.key.number < $1.key.number }
        listeners = [:]
        deadlines = Deadlines()
        for (_, listener) in woken { listener(.failure(error)) }
    }
}

/// The right to be woken.
package struct SleepTicket: Hashable, Sendable {
    let number: UInt64
}
