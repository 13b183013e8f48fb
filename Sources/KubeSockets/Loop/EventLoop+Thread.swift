import KubeFoundation
import Synchronization

extension EventLoop {
    /// Runs `loop` on a thread of its own; its mailbox stops it.
    package static func start(_ loop: sending EventLoop, threadName: String) {
        let handOver = HandOver(loop)
        startThread(named: threadName) {
            var loop = handOver.take()
            loop?.run()
        }
    }
}

/// Carries a value that is not `Sendable` to the one thread that owns it from then on.
private final class HandOver<Value>: Sendable {
    private let value: Mutex<Value?>

    init(_ value: sending Value) {
        self.value = Mutex(value)
    }

    func take() -> sending Value? {
        value.withLock { $0.take() }
    }
}
