import Dispatch
import Synchronization

/// Lets go of `value` on another thread.
///
/// To free a hundred thousand objects takes longer than the clients of the loop should wait.
func releaseElsewhere<Value: Sendable>(_ value: consuming Value) {
    let remains = Remains(consume value)
    DispatchQueue.global().async { remains.release() }
}

/// A value that nobody else holds.
private final class Remains<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>

    init(_ value: consuming Value) {
        self.value = Mutex(consume value)
    }

    func release() {
        value.withLock { $0 = nil }
    }
}
