import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `What becomes of an answer is told` {
    @Test func `once for each request that was answered, in order`() throws {
        let server = try RunningLoop()
        let client = try server.client()

        client.send(
            "GET /a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /b HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /c HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = client.receive(until: "/c")

        #expect(
            server.ask { $0.outcomes.all } == Array(repeating: .answered(status: 200), count: 3))
    }

    @Test func `never for what is malformed`() throws {
        let server = try RunningLoop()
        let client = try server.client()

        client.send("GET / HTTP/1.1\r\n\r\n")
        #expect(client.receiveAll()?.hasPrefix("HTTP/1.1 400") == true)

        #expect(server.ask { $0.outcomes.all } == [])
    }

    @Test func `when a request has waited for it`() throws {
        let server = try RunningLoop()
        let (waiting, other) = (try server.client(), try server.client())

        waiting.get("/wait")
        other.get("/go")
        _ = other.receive(until: "/go")
        _ = waiting.receive(until: "waited")

        #expect(
            server.ask { $0.outcomes.all } == Array(repeating: .answered(status: 200), count: 2))
    }

    @Test func `when its client leaves while it waits`() throws {
        let server = try RunningLoop()
        do {
            let client = try server.client()
            client.get("/wait")
        }

        #expect(server.eventually { $0.outcomes.all == [.clientGone] })
    }

    @Test func `when its client leaves before it has taken all of it`() throws {
        let server = try RunningLoop(NumberKeeper())
        let client = try server.client(receiveBufferBytes: 4096)

        client.get("/large")
        _ = client.receive(until: "\r\n\r\n")
        #expect(server.ask { $0.outcomes.all } == [])
        client.reset()

        #expect(server.eventually { $0.outcomes.all == [.clientGone] })
    }

    @Test func `when its client leaves while it is held for a slow disk`() throws {
        let disk = SlowDisk()
        let server = try RunningLoop(NumberKeeper(disk))
        let client = try server.client()

        client.put(2)
        disk.waitUntilBegun()
        client.reset()
        disk.finish()

        #expect(server.eventually { $0.outcomes.all == [.clientGone] })
        #expect(server.ask(\.kept) == [2])
    }

    @Test func `once for a request that was tried again`() throws {
        let server = try RunningLoop(NumberKeeper())
        let clients = try (0..<2).map { _ in try server.client() }

        server.whileBusy { for (client, number) in zip(clients, [2, 3]) { client.put(number) } }
        for client in clients { _ = client.receiveAnswer() }

        let outcomes = try #require(server.ask { $0.outcomes.all })
        #expect(outcomes.count == 2)
        #expect(Set(outcomes) == [.answered(status: 200), .answered(status: 500)])
    }

    @Test func `for a stream once its head is taken, and not again`() throws {
        let server = try RunningLoop()
        do {
            let client = try server.client()
            client.get("/stream")
            _ = client.receive(until: "\r\n\r\n")
            #expect(server.ask { $0.outcomes.all } == [.answered(status: 200)])
        }

        #expect(server.eventually { $0.cancelled == 1 })
        #expect(server.ask { $0.outcomes.all } == [.answered(status: 200)])
    }

    @Test func `as it was when the server ends`() throws {
        let outcomes = Outcomes()
        let server = try RunningLoop(EchoHandler(outcomes))
        let (waiting, slow) = (try server.client(), try server.client(receiveBufferBytes: 4096))
        slow.get("/large")
        _ = slow.receive(until: "\r\n\r\n")
        waiting.get("/wait")
        #expect(server.eventually { $0.waitCount == 1 })

        server.stop()

        #expect(waiting.receiveAll()?.hasPrefix("HTTP/1.1 503") == true)
        #expect(Set(outcomes.all) == [.answered(status: 503), .ended])
        #expect(outcomes.all.count == 2)
    }
}

@Suite struct `A request` {
    @Test func `says over which connection it came`() throws {
        let server = try RunningLoop()
        let (first, second) = (try server.client(), try server.client())

        for (client, number) in [(first, 1), (second, 2), (first, 1)] {
            client.get("/connection")
            #expect(client.receiveAnswer() == "200 \(number)")
        }
    }
}
