import Foundation
import KubeHTTP1
import KubeSockets
import KubeTestSupport
import Synchronization
import Testing

/// A client in the process of the loop, and what it was told.
private final class LocalClient: Sendable {
    private let news = Mutex<[ConnectionNews]>([])
    private let connection = Mutex<LocalConnection?>(nil)

    init(of mailbox: LoopMailbox, byOwner isByOwner: Bool = false) {
        let made = mailbox.connect(byOwner: isByOwner) { [self] news in
            self.news.withLock { $0.append(news) }
        }
        connection.withLock { $0 = made }
    }

    func ask(_ path: String, _ method: String = "GET") {
        let request = "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
        connection.withLock(\.self)?.send(Array(request.utf8))
    }

    func leave() { connection.withLock(\.self)?.close() }

    /// All that was sent so far.
    var text: String {
        news.withLock { news in
            news.map {
                if case .bytes(let bytes) = $0 {
                    String(decoding: bytes, as: UTF8.self)
                } else {
                    ""
                }
            }
            .joined()
        }
    }

    /// How the connection has ended; nil while it is open.
    var end: ConnectionEnd? {
        news.withLock { if case .end(let end)? = $0.last { end } else { nil } }
    }

    func receives(_ end: String) -> Bool { soon { text.hasSuffix(end) } }

    func ends(by end: ConnectionEnd) -> Bool { soon { self.end == end } }
}

/// Whether something comes to be so; keeps the thread, as a client that is silent for long is sent away.
private func soon(_ condition: () -> Bool) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + Patience.duration
    while clock.now < end {
        if condition() { return true }
        sched_yield()
    }
    return false
}

@Suite struct `A client in the process of a server` {
    private let server: RunningLoop<EchoHandler>

    init() throws {
        server = try RunningLoop()
    }

    @Test func `is answered without a socket, one request after the other`() throws {
        let client = LocalClient(of: server.mailbox)
        client.ask("/origin")
        #expect(client.receives("\r\n\r\n1 1 "))
        client.ask("/origin")
        #expect(client.receives("\r\n\r\n1 2 "))
        let other = LocalClient(of: server.mailbox)
        other.ask("/origin")
        #expect(other.receives("\r\n\r\n2 1 "))
        #expect(client.end == nil)
    }

    @Test func `is given all of a long answer at once`() throws {
        let client = LocalClient(of: server.mailbox)
        client.ask("/large")
        #expect(soon { client.text.utf8.count > 16_000_000 })
    }

    @Test func `waits and reads a stream beside others`() throws {
        let (waiting, reading) = (LocalClient(of: server.mailbox), LocalClient(of: server.mailbox))
        let socket = try server.client()
        waiting.ask("/wait")
        reading.ask("/stream")
        #expect(reading.receives("chunked\r\n\r\n"))
        #expect(server.eventually { $0.waitCount == 1 })
        socket.get("/line?one")
        #expect(socket.receiveAnswer() == "200 /line")
        #expect(soon { reading.text.contains("one") })
        socket.get("/go")
        #expect(socket.receiveAnswer() == "200 /go")
        #expect(waiting.receives("waited"))
    }

    @Test func `leaves`() throws {
        let client = LocalClient(of: server.mailbox)
        client.ask("/wait")
        #expect(server.eventually { $0.waitCount == 1 })
        client.leave()
        #expect(server.eventually { $0.abandoned == 1 })
        #expect(client.ends(by: .close))
    }

    @Test(arguments: [ConnectionEnd.reset, .close])
    func `is told how its connection ends`(end: ConnectionEnd) throws {
        let client = LocalClient(of: server.mailbox)
        client.ask("/\(end.rawValue)")
        #expect(client.ends(by: end))
    }

    @Test func `is told of the end of the server`() throws {
        let (client, waiting) = (LocalClient(of: server.mailbox), LocalClient(of: server.mailbox))
        client.ask("/")
        waiting.ask("/wait")
        #expect(server.eventually { $0.waitCount == 1 })
        server.stop()
        #expect(client.end == .close && waiting.end == .close)
        #expect(waiting.text.hasPrefix("HTTP/1.1 503 "))
        let late = LocalClient(of: server.mailbox)
        late.ask("/")
        #expect(late.end == .close && late.text.isEmpty)
    }

    @Test func `is answered once what it has changed is kept`() throws {
        let disk = SlowDisk()
        let server = try RunningLoop(NumberKeeper(disk))
        let client = LocalClient(of: server.mailbox)
        client.ask("/2", "PUT")
        disk.waitUntilBegun()
        #expect(client.text.isEmpty)
        disk.finish()
        #expect(client.receives("\r\n\r\n[2]"))
    }

    @Test func `is refused what cannot be kept`() throws {
        let server = try RunningLoop(NumberKeeper())
        let client = LocalClient(of: server.mailbox)
        client.ask("/3", "PUT")
        #expect(soon { client.text.hasPrefix("HTTP/1.1 500 ") })
        client.ask("/2", "PUT")
        #expect(client.receives("\r\n\r\n[2]"))
    }
}
