import KubeSockets
import KubeTestSupport
import Testing

@Suite struct `A handler` {
    @Test func `may close the connection instead of answering`() throws {
        let server = try RunningLoop()
        let client = try server.client()

        client.get("/close")

        #expect(try client.receive() == .end)
        #expect(server.ask { $0.outcomes.all } == [.withheld])
    }

    @Test func `may reset the connection instead of answering`() throws {
        let server = try RunningLoop()
        let client = try server.client()

        client.get("/reset")

        #expect(throws: (any Error).self) { try client.receive() }
        #expect(server.ask { $0.outcomes.all } == [.withheld])
    }

    @Test func `has what it said before sent first`() throws {
        let server = try RunningLoop()
        let client = try server.client()

        client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /reset HTTP/1.1\r\nHost: x\r\n\r\n")

        #expect(client.receiveAnswer() == "200 /a")
        #expect(throws: (any Error).self) { try client.receive() }
        let outcomes = try #require(server.ask { $0.outcomes.all })
        #expect(outcomes.count == 2)
        #expect(Set(outcomes) == [.answered(status: 200), .withheld])
    }

    @Test func `may give the body of an answer in pieces, the length of which is told`() throws {
        let server = try RunningLoop()
        let (client, other) = (try server.client(), try server.client())

        client.get("/metered")
        let head = client.receive(until: "\r\n\r\n")
        #expect(head.contains("Content-Length: 12\r\n"))
        #expect(server.ask { $0.outcomes.all } == [])
        for _ in 1...6 {
            other.get("/line")
            _ = other.receiveAnswer()
        }
        #expect(client.receive(until: "six.") == "one two six.")
        client.get("/again")

        #expect(client.receiveAnswer() == "200 /again")
        #expect(server.ask { $0.outcomes.all.count } == 8)
    }

    @Test(arguments: ["close", "reset"])
    func `may cut an answer off`(end: String) throws {
        let server = try RunningLoop()
        let client = try server.client()

        client.get("/cut?\(end)")
        let head = client.receive(until: "\r\n\r\n")
        #expect(head.contains("Content-Length: 12\r\n"))
        #expect(client.receive(until: "on") == "on")

        if end == "close" {
            #expect(try client.receive() == .end)
        } else {
            #expect(throws: (any Error).self) { try client.receive() }
        }
        #expect(server.ask { $0.outcomes.all } == [.withheld])
    }

    @Test func `has what follows from a request that waited kept before that is answered`() throws {
        let server = try RunningLoop(NumberKeeper())
        let clients = try [2, 4].map { number in
            let client = try server.client()
            client.send("PUT /later/\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
            return client
        }
        for client in clients { #expect(client.receiveAnswer().hasPrefix("200")) }

        #expect(server.ask { $0.kept.sorted() } == [2, 4])
    }

    @Test func `is asked again about a request that waited and could not be kept`() throws {
        let server = try RunningLoop(NumberKeeper())
        let client = try server.client()

        client.send("PUT /later/3 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(client.receiveAnswer() == "500 refused")

        #expect(server.ask(\.kept) == [])
        #expect(server.ask { $0.outcomes.all } == [.answered(status: 500)])
    }
}
