import Foundation
import KubeTestSupport
import Synchronization
import Testing

/// A disk that takes as long for each commit as a test wants.
final class SlowDisk: Sendable {
    private let state = Mutex(State())
    private let began = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)

    private struct State {
        /// Whom to tell when the commit that is under way is done; nil when none is.
        var done: (@Sendable () -> Void)?
        var isReady = false
        var isAutomatic = false
    }

    /// A disk that waits for the test, or that does everything by itself a little later.
    init(isAutomatic: Bool = false) {
        if isAutomatic { becomeAutomatic() }
    }

    /// Does everything by itself from the next commit on.
    func becomeAutomatic() {
        state.withLock { $0.isAutomatic = true }
    }

    /// Whether the commit that is under way is done.
    var isReady: Bool { state.withLock(\.isReady) }

    /// The server begins a commit, unless one is under way.
    func begin(_ done: @escaping @Sendable () -> Void) {
        let (isNew, isAutomatic) = state.withLock { state in
            defer { state.done = state.done ?? done }
            return (state.done == nil, state.isAutomatic)
        }
        guard isNew else { return }
        if isAutomatic { return Thread.detachNewThread { self.finish() } }
        began.signal()
    }

    /// The server ends the commit, for which it waits if it must.
    func end() {
        if !finished.waitPatiently() { Issue.record("the loop waits for the disk") }
        state.withLock { ($0.done, $0.isReady) = (nil, false) }
    }

    /// Returns once the server has begun a commit.
    func waitUntilBegun() {
        if !began.waitPatiently() { Issue.record("the server does not commit anything") }
    }

    /// Lets the commit that is under way be done.
    func finish() {
        let done = state.withLock { state in
            state.isReady = true
            return state.done
        }
        finished.signal()
        done?()
    }
}
