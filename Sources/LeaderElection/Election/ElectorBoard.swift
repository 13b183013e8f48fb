import KubeTime
import Synchronization

/// What is known of an elector to those who ask it.
final class ElectorBoard: Sendable {
    private let content = Mutex(Content())

    private struct Content {
        var state = LeaderElector.State.idle
        var machine: ElectorMachine?
        var isRunning = false
        var listeners: [Int: AsyncStream<LeaderElector.State>.Continuation] = [:]
        var listenerCount = 0
    }

    var state: LeaderElector.State { content.withLock(\.state) }

    /// The machine as it was after its last step.
    var machine: ElectorMachine? { content.withLock(\.machine) }

    /// When the elector stops leading unless it renews before; nil when it does not lead.
    var leadsUntil: Timestamp? { content.withLock { $0.machine?.leadsUntil } }

    /// Tells `state` to whoever listens; nothing when it is the one that was told last.
    func tell(_ state: LeaderElector.State) {
        content.withLock { content in
            guard state != content.state else { return }
            content.state = state
            for listener in content.listeners.values { listener.yield(state) }
        }
    }

    /// Keeps what the machine is now.
    func keep(_ machine: ElectorMachine) { content.withLock { $0.machine = machine } }

    func states() -> AsyncStream<LeaderElector.State> {
        let (stream, continuation) = AsyncStream<LeaderElector.State>.makeStream()
        let number = content.withLock { content in
            content.listenerCount += 1
            content.listeners[content.listenerCount] = continuation
            continuation.yield(content.state)
            return content.listenerCount
        }
        continuation.onTermination = { [weak self] _ in
            self?.content.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    /// Takes note that a run begins; there is one at a time.
    func beginRun() {
        content.withLock { content in
            precondition(!content.isRunning, "the elector is already running")
            content.isRunning = true
        }
        tell(.following(leader: nil))
    }

    /// Takes note that the run has ended, and ends what is told of it.
    func endRun() {
        if state != .released { tell(.idle) }
        let listeners = content.withLock { content in
            content.isRunning = false
            defer { content.listeners = [:] }
            return content.listeners.values.map(\.self)
        }
        for listener in listeners { listener.finish() }
    }
}
