import Foundation
import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

/// A server on a thread of its own; stopped when nobody holds it any more.
final class RunningLoop<Handler: HTTPHandler>: Sendable {
    let address: ListenAddress
    let mailbox: LoopMailbox
    /// What examples of HTTP take for the present.
    private let clock = TestClock(Timestamp(seconds: 784_111_777))

    init(
        _ handler: sending Handler, _ address: ListenAddress = .ip("127.0.0.1", port: 0),
        limits: ServerLimits = ServerLimits(),
        monotonic: @escaping @Sendable () -> Duration = { Clocks.read(CLOCK_MONOTONIC) },
        clocks: Clocks? = nil, noteLongTurn: (@Sendable (Duration) -> Void)? = nil
    ) throws {
        let listener = try Listener(address)
        let clock = clock
        let loop = try EventLoop(
            listeners: [listener], handler: handler, limits: limits,
            clocks: clocks ?? Clocks(wall: { clock.now }, monotonic: monotonic),
            noteLongTurn: noteLongTurn)
        self.address = listener.address
        mailbox = loop.mailbox
        EventLoop.start(loop, threadName: "test server")
    }

    deinit {
        stop()
    }

    func stop() {
        mailbox.stop()
        mailbox.waitUntilEnded()
    }

    /// Sets the clock that the handler sees.
    func setClock(seconds: Int64) {
        clock.now = Timestamp(seconds: seconds)
        mailbox.post {}
    }

    func client(receiveBufferBytes: Int32? = nil) throws -> ClientConnection {
        try ClientConnection(to: address, of: self, receiveBufferBytes: receiveBufferBytes)
    }

    /// Does `work` while the loop does nothing; so the loop finds all of it at once.
    func whileBusy(_ work: () -> Void) {
        let isBusy = DispatchSemaphore(value: 0)
        let mayGoOn = DispatchSemaphore(value: 0)
        mailbox.post {
            isBusy.signal()
            _ = mayGoOn.waitPatiently()
        }
        #expect(isBusy.waitPatiently())
        work()
        mayGoOn.signal()
    }

    /// What the handler says on its own thread.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (Handler) -> Answer) -> Answer? {
        let answer = Box<Answer?>(nil)
        let done = DispatchSemaphore(value: 0)
        let isAsked = mailbox.post(to: Handler.self) { handler, _ in
            let value = question(handler)
            answer.value.withLock { $0 = value }
            done.signal()
        }
        guard isAsked, done.waitPatiently() else { return nil }
        return answer.value.withLock(\.self)
    }

    /// Asks again and again until the handler says yes; gives up after as long as tests wait.
    func eventually(_ condition: @escaping @Sendable (Handler) -> Bool) -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + Patience.duration
        while clock.now < end {
            if ask(condition) == true { return true }
        }
        return false
    }
}

extension RunningLoop<EchoHandler> {
    /// A server that shows what it was asked.
    convenience init(
        _ address: ListenAddress = .ip("127.0.0.1", port: 0), limits: ServerLimits = ServerLimits()
    ) throws {
        try self.init(EchoHandler(), address, limits: limits)
    }
}

private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) {
        self.value = Mutex(value)
    }
}
