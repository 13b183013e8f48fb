package import KubeTime
import Synchronization

/// What a cluster's clock shows, and what those do who live by it, for those who look from other threads
/// than the cluster's.
package final class ClockFace: Sendable {
    private let content: Mutex<Content>

    private struct Content {
        var clock: ClusterClock
        var view = ClockView()
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    init(_ clock: ClusterClock) {
        content = Mutex(Content(clock: clock))
    }

    /// The cluster's time when the machine's clock shows `wall`.
    package func now(at wall: Timestamp) -> Timestamp {
        content.withLock { $0.clock.now(at: wall) }
    }

    /// Shows what `clock` shows from now on.
    func show(_ clock: ClusterClock) { content.withLock { $0.clock = clock } }
}

// MARK: - What is done

extension ClockFace {
    /// What is known of those who live by the clock.
    package var view: ClockView { content.withLock(\.view) }

    /// Takes note that something is under way which the cluster cannot see.
    package func beginWork() -> Work {
        changeWork(by: 1)
        return Work { [weak self] in self?.changeWork(by: -1) }
    }

    private func changeWork(by change: Int) {
        self.change { view in
            view.workCount += change
            view.overdueWorkCount = min(view.overdueWorkCount, view.workCount)
            view.changeCount &+= 1
        }
    }

    /// Takes note that what is under way now was waited for in vain, and is not waited for again.
    package func giveUpWork() {
        change { view in
            view.overdueWorkCount = max(0, view.workCount - view.activity.waitingCount)
            view.changeCount &+= 1
        }
    }

    /// Shows what the cluster sees; those who wait for a change have another look in any case.
    package func show(_ activity: ClusterActivity) {
        change { view in
            guard view.activity != activity else { return }
            view.activity = activity
            view.changeCount &+= 1
        }
    }

    private func change(_ body: (inout ClockView) -> Void) {
        let waiting = content.withLock { content in
            body(&content.view)
            defer { content.waiting = [] }
            return content.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits until there may be something new since `view`.
    package func change(since view: ClockView) async {
        await withCheckedContinuation { continuation in
            let isNew = content.withLock { content in
                guard content.view.changeCount == view.changeCount else { return true }
                content.waiting.append(continuation)
                return false
            }
            if isNew { continuation.resume() }
        }
    }
}

/// What is known of those who live by a clock.
package struct ClockView: Hashable, Sendable {
    /// How much is under way that the cluster cannot see.
    package fileprivate(set) var workCount = 0

    /// How much of that nobody waits for any more.
    fileprivate var overdueWorkCount = 0

    /// How much is waited for of what is under way elsewhere than at the server.
    package var awaitedWorkCount: Int {
        max(0, workCount - activity.waitingCount - overdueWorkCount)
    }

    /// What the cluster sees.
    package fileprivate(set) var activity = ClusterActivity()

    /// How often anything of this has changed.
    package fileprivate(set) var changeCount: UInt64 = 0
}
