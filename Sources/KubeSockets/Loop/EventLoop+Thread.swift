import Foundation
import Synchronization

extension EventLoop {
    /// Runs `loop` on a thread of its own; its mailbox stops it.
    package static func start(_ loop: sending EventLoop, threadName: String) {
        let handOver = HandOver(loop)
        let thread = Thread {
            var loop = handOver.take()
            loop?.run()
        }
        thread.name = threadName
        // Nested documents are read recursively, and Darwin gives threads half a megabyte.
        thread.stackSize = 8 << 20
        thread.start()
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
