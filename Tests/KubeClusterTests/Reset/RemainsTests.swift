import Dispatch
import KubeTestSupport
import Testing

@testable import KubeCluster

@Suite struct `What is released elsewhere` {
    @Test func `keeps nobody, however long it takes to end`() {
        let mayEnd = DispatchSemaphore(value: 0)
        let ended = DispatchSemaphore(value: 0)

        releaseElsewhere(
            Ending {
                if mayEnd.waitPatiently() { ended.signal() }
            })
        mayEnd.signal()

        #expect(ended.waitPatiently())
    }
}

/// Does something when it ends.
private final class Ending: Sendable {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    deinit { work() }
}
