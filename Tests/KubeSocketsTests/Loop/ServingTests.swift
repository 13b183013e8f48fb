import Foundation
import KubeFoundation
import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

private func answer(_ body: String, fields: String = "", version: String = "1.1") -> String {
    "HTTP/\(version) 200 OK\r\n\(fields)\(date)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

@Suite struct `The end of a loop` {
    @Test func `lets everybody go on who waits for it, and who comes later`() throws {
        let server = try RunningLoop()
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<3 {
            startThread(named: "waits") {
                server.mailbox.waitUntilEnded()
                done.signal()
            }
        }

        server.stop()

        for _ in 0..<3 { #expect(done.waitPatiently()) }
        server.mailbox.waitUntilEnded()
    }
}

@Suite struct `Serving a connection` {
    @Test func `keeps it for the next request`() throws {
        let client = try RunningLoop().client()
        for path in ["/first", "/second"] {
            client.get(path)
            #expect(client.receive(until: path) == answer(path))
        }
    }

    @Test func `answers pipelined requests in order, also behind one that waits`() throws {
        let server = try RunningLoop()
        let client = try server.client()
        client.send(
            "GET /wait HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n")
        let other = try server.client()
        other.get("/go")
        #expect(client.receive(until: "/next") == answer("waited") + answer("/next"))
    }

    @Test func `answers thousands of pipelined requests`() throws {
        let server = try RunningLoop()
        let client = try server.client()
        let count = 5000
        let sender = Thread {
            for _ in 0..<count { client.get("/x") }
        }
        sender.start()
        let length = count * answer("/x").utf8.count
        #expect(client.receiveCount(atMost: length) == length)
    }

    @Test func `ends it when the client asks for that`() throws {
        let client = try RunningLoop().client()
        client.get("/x", fields: "Connection: close\r\n")
        #expect(client.receiveAll() == answer("/x", fields: "Connection: close\r\n"))
    }

    @Test func `ends one of HTTP 1.0, unless it shall be kept`() throws {
        let server = try RunningLoop()
        let client = try server.client()
        client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let kept = answer("/a", fields: "Connection: keep-alive\r\n", version: "1.0")
        #expect(client.receive(until: "/a") == kept)
        client.send("GET /b HTTP/1.0\r\n\r\n")
        #expect(client.receiveAll() == answer("/b", version: "1.0"))
    }

    @Test func `answers a client that has shut its side`() throws {
        let client = try RunningLoop().client()
        client.get("/a")
        client.get("/b")
        client.shutdownSending()
        #expect(client.receiveAll() == answer("/a") + answer("/b"))
    }

    @Test func `tells a client to continue that waits for it`() throws {
        let client = try RunningLoop().client()
        client.send(
            "PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        let interim = "HTTP/1.1 100 Continue\r\n\r\n"
        #expect(client.receive(until: interim) == interim)
        client.send("ok")
        #expect(client.receive(until: "ok") == answer("ok"))
    }

    @Test func `reads chunks`() throws {
        let client = try RunningLoop().client()
        client.send(
            "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2;a=b\r\nto\r\n5\r\ngethe\r\n1\r\nr\r\n0\r\nTrailer: x\r\n\r\n")
        #expect(client.receive(until: "together") == answer("together"))
    }

    @Test func `refuses what is malformed and then ends`() throws {
        let client = try RunningLoop().client()
        client.send("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")
        let text = "400 Bad Request: missing required Host header"
        let refusal =
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Connection: close\r\n\(date)Content-Length: \(text.utf8.count)\r\n\r\n\(text)"
        #expect(client.receiveAll() == refusal)
    }

    @Test func `lets the client read the answer to a body that is too large`() throws {
        let client = try RunningLoop().client()
        client.send("PUT /big HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n")
        #expect(client.send([UInt8](repeating: 0, count: 4_000_000)) == 4_000_000)
        let response = try #require(client.receiveAll())
        #expect(response.hasPrefix("HTTP/1.1 413 Request Entity Too Large\r\nConnection: close"))
    }

    @Test func `forgets a request whose client has left`() throws {
        let server = try RunningLoop()
        do {
            let waiting = try server.client()
            waiting.get("/wait")
            let watching = try server.client()
            watching.get("/stream")
            #expect(watching.receive(until: "\r\n\r\n").contains("chunked"))
        }
        #expect(server.eventually { $0.abandoned == 1 && $0.cancelled == 1 })
    }

    @Test func `leaves a thousand idle ones open`() throws {
        raiseOpenFileLimit()
        let server = try RunningLoop()
        let clients = try (0..<1000).map { _ in try server.client() }
        for client in clients { client.get("/x") }
        let isAnswered = clients.allSatisfy { $0.receive(until: "/x") == answer("/x") }
        #expect(isAnswered)
        let last = try #require(clients.last)
        last.get("/again")
        #expect(last.receive(until: "/again") == answer("/again"))
    }
}

@Suite struct `Streaming` {
    private static let head = "HTTP/1.1 200 OK\r\n\(date)Transfer-Encoding: chunked\r\n\r\n"

    @Test func `sends what is produced, in chunks, and keeps the connection`() throws {
        let server = try RunningLoop()
        let watching = try server.client()
        watching.get("/stream")
        #expect(watching.receive(until: "\r\n\r\n") == Self.head)
        let writing = try server.client()
        writing.get("/line?one")
        #expect(watching.receive(until: "one\n\r\n") == "4\r\none\n\r\n")
        writing.get("/end")
        #expect(watching.receive(until: "0\r\n\r\n") == "0\r\n\r\n")
        watching.get("/x")
        #expect(watching.receive(until: "/x") == answer("/x"))
    }

    @Test func `is asked again when the handler's deadline has come`() throws {
        let server = try RunningLoop()
        let client = try server.client()
        client.get("/until/784111800")
        #expect(client.receive(until: "\r\n\r\n") == Self.head)
        server.setClock(seconds: 784_111_799)
        #expect(server.ask(\.produceCount) == 1)
        server.setClock(seconds: 784_111_800)
        #expect(client.receive(until: "0\r\n\r\n") == "0\r\n\r\n")
    }

    @Test func `ends by the end of the connection for HTTP 1.0`() throws {
        let client = try RunningLoop().client()
        client.send("GET /count/7 HTTP/1.0\r\n\r\n")
        #expect(
            client.receiveAll() == "HTTP/1.0 200 OK\r\n\(date)\r\nxxxxxxx")
    }

    @Test func `asks for no more than a slow client takes`() throws {
        let server = try RunningLoop()
        let slow = try server.client(receiveBufferBytes: 4096)
        slow.get("/count/1000000000")
        #expect(slow.receiveCount(atMost: 1000) == 1000)
        let other = try server.client()
        other.get("/x")
        #expect(other.receive(until: "/x") == answer("/x"))
        #expect(server.ask(\.produceCount).map { $0 < 1000 } == true)
    }

    @Test func `serves a fast client to the end`() throws {
        let client = try RunningLoop().client()
        client.get("/count/8000000", fields: "Connection: close\r\n")
        #expect(client.receiveCount(atMost: .max) > 8_000_000)
    }

    @Test func `does not answer HEAD with a body`() throws {
        let server = try RunningLoop()
        let client = try server.client()
        client.send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(client.receive(until: "\r\n\r\n") == "HTTP/1.1 200 OK\r\n\(date)\r\n")
        client.get("/x")
        #expect(client.receive(until: "/x") == answer("/x"))
        #expect(server.ask(\.cancelled) == 1)
    }
}

@Suite struct `Stopping` {
    @Test func `ends streams with their last chunk and refuses what waits`() throws {
        let server = try RunningLoop()
        let watching = try server.client()
        watching.get("/stream")
        #expect(watching.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK"))
        let waiting = try server.client()
        waiting.get("/wait")
        let idle = try server.client()
        idle.get("/x")
        #expect(idle.receive(until: "/x") == answer("/x"))

        server.stop()

        #expect(watching.receiveAll() == "0\r\n\r\n")
        #expect(waiting.receiveAll()?.hasPrefix("HTTP/1.1 503 Service Unavailable") == true)
        #expect(idle.receiveAll() == "")
        #expect(server.mailbox.post {} == false)
    }
}

@Suite struct `Listening` {
    @Test func `takes clients of IPv6`() throws {
        let server: RunningLoop<EchoHandler>
        do {
            server = try RunningLoop(.ip("::1", port: 0))
        } catch {
            try Test.cancel("no IPv6 here: \(error)")
        }
        let client = try server.client()
        client.get("/x")
        #expect(client.receive(until: "/x") == answer("/x"))
    }

    @Test func `replaces the file of a dead server and spares that of a live one`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("s")
        let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var local = sockaddr_un()
        local.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: local) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(stale, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        close(stale)

        let server = try RunningLoop(.unixSocket(path: path))
        let client = try server.client()
        client.get("/x")
        #expect(client.receive(until: "/x") == answer("/x"))

        #expect(throws: SocketError.self) { try Listener(.unixSocket(path: path)) }
        client.get("/y")
        #expect(client.receive(until: "/y") == answer("/y"))
        server.stop()
    }

    @Test(arguments: [
        ListenAddress.ip("localhost", port: 1), .ip("1.2.3.4.5", port: 1), .unixSocket(path: ""),
        .unixSocket(path: String(repeating: "x", count: 108)),
    ])
    func `refuses an address that is none`(address: ListenAddress) {
        #expect(throws: SocketError.self) { try Listener(address) }
    }

    @Test func `refuses a port that is taken`() throws {
        let listener = try Listener(.ip("127.0.0.1", port: 0))
        let error = #expect(throws: SocketError.self) { try Listener(listener.address) }
        #expect(error?.description == "listen tcp \(listener.address): Address already in use")
    }
}

@Suite struct `Requests of a running loop` {
    @Test func `say over which connection they came, in which place, and from where`() throws {
        let server = try RunningLoop()
        let (first, second) = (try server.client(), try server.client())
        var answers: [String] = []
        for client in [first, first, second, first] {
            client.get("/origin")
            answers.append(client.receiveAnswer())
        }
        #expect(
            answers == [
                "200 1 1 127.0.0.1", "200 1 2 127.0.0.1", "200 2 1 127.0.0.1", "200 1 3 127.0.0.1",
            ])
    }

    @Test func `have no address where they come through a file`() throws {
        let folder = try TemporaryFolder()
        let server = try RunningLoop(.unixSocket(path: folder.file("socket")))
        let client = try server.client()
        client.get("/origin")
        #expect(client.receiveAnswer() == "200 1 1 ")
    }
}
