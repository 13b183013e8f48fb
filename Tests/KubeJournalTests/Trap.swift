import KubeTestSupport
import Synchronization

/// Counts the answers to all clients, and kills the server at one of them.
final class Trap: Sendable {
    private let left: Mutex<Int>
    private let victim: ServerProcess

    init(_ victim: ServerProcess, afterAnswers count: Int) {
        self.victim = victim
        left = Mutex(count)
    }

    func countAnswer() {
        let left = left.withLock { left in
            left -= 1
            return left
        }
        if left == 0 { victim.kill() }
    }
}
