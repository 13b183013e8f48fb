import FakeAPIServerKit
import Foundation
import KubeSockets
import KubeTestSupport
import KubeTime

/// A cluster behind a socket, on a thread of its own; stopped when nobody holds it any more.
final class RunningServer: Sendable {
    /// Where it listens.
    let address: ListenAddress

    private let mailbox: LoopMailbox
    private let clock = TestClock(RecordedServer.epoch)

    init(flags: [String]) throws {
        let listener = try Listener(.ip("127.0.0.1", port: 0))
        address = listener.address
        let clock = clock
        let loop = try EventLoop(
            listeners: [listener],
            handler: HostHandler(try RecordedServer.host(flags: flags).clusters),
            clocks: Clocks(wall: { clock.now }))
        mailbox = loop.mailbox
        EventLoop.start(loop, threadName: "conversation")
    }

    deinit {
        mailbox.stop()
    }

    /// What the server takes for the time.
    var now: Timestamp { clock.now }

    /// Moves the server's clock on, and waits until the server has looked at it.
    ///
    /// So a server that a busy machine keeps from running is not taken for a silent one.
    func advanceClock(by duration: Duration) {
        clock.advance(by: duration)
        let hasLooked = DispatchSemaphore(value: 0)
        if mailbox.post({ hasLooked.signal() }) { _ = hasLooked.waitPatiently() }
    }
}
