import Environment
import Foundation
import SocketServer
import Synchronization

/// A server with an `EchoHandler` on a thread of its own; stopped when nobody holds it any more.
final class TestServer: Sendable {
    let address: ListenAddress
    let mailbox: LoopMailbox<EchoHandler>
    private let clock = Box(Timestamp(seconds: 784_111_777))

    init(
        _ address: ListenAddress = .ip("127.0.0.1", port: 0), limits: ServerLimits = ServerLimits()
    ) throws {
        let listener = try Listener(address)
        let clock = clock
        let loop = try EventLoop(
            listeners: [listener], handler: EchoHandler(), limits: limits,
            clocks: Clocks(wall: { clock.value.withLock(\.self) }))
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
        clock.value.withLock { $0 = Timestamp(seconds: seconds) }
        mailbox.post { _, _ in }
    }

    func client(receiveBufferBytes: Int32? = nil) throws -> TestClient {
        try TestClient(to: self, receiveBufferBytes: receiveBufferBytes)
    }

    /// What the handler says on its own thread.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (EchoHandler) -> Answer) -> Answer? {
        let answer = Box<Answer?>(nil)
        let done = DispatchSemaphore(value: 0)
        mailbox.post { handler, _ in
            let value = question(handler)
            answer.value.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        return answer.value.withLock(\.self)
    }

    /// Asks again and again until the handler says yes; gives up after ten seconds.
    func eventually(_ condition: @escaping @Sendable (EchoHandler) -> Bool) -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(10)
        while clock.now < end {
            if ask(condition) == true { return true }
        }
        return false
    }
}

private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) {
        self.value = Mutex(value)
    }
}
