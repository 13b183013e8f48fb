import Foundation
import Synchronization

/// Does `work` on as many threads as `count` says, waits for all of them, and returns what each
/// returned, in the order of their numbers.
@discardableResult
func onThreads<Value: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Value
) -> [Value] {
    let results = Results<Value>()
    let group = DispatchGroup()
    for part in 0..<count {
        group.enter()
        Thread.detachNewThread {
            let value = work(part)
            results.values.withLock { $0.append((part, value)) }
            group.leave()
        }
    }
    group.wait()
    return results.values.withLock { $0.sorted { $0.part < $1.part }.map(\.value) }
}

private final class Results<Value: Sendable>: Sendable {
    let values = Mutex<[(part: Int, value: Value)]>([])
}
