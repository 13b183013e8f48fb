import KubeTestSupport
import Testing

@Suite struct `Committing` {
    @Test func `lets each request of a failed commit try alone, in order`() throws {
        let server = try RunningLoop(NumberKeeper())
        let clients = try (0..<5).map { _ in try server.client() }

        // While the loop is busy, all requests arrive; so they are answered in one turn.
        server.whileBusy {
            for (client, target) in zip(clients, ["PUT /2", "PUT /3", "GET /", "PUT /4", "PUT /5"])
            {
                client.send("\(target) HTTP/1.1\r\nHost: x\r\n\r\n")
            }
        }
        let answers = clients.map { $0.receiveAnswer() }

        #expect(answers.map { $0 == "500 refused" } == [false, true, false, false, true])
        for index in [0, 2, 3] { #expect(!answers[index].contains { "35".contains($0) }) }
        let last = try server.client()
        last.get("/")
        #expect(["200 [2, 4]", "200 [4, 2]"].contains(last.receiveAnswer()))
    }

    @Test func `is done once for all requests that arrive together`() throws {
        let server = try RunningLoop(NumberKeeper())
        let clients = try (0..<5).map { _ in try server.client() }

        server.whileBusy {
            for (index, client) in clients.enumerated() {
                client.send("PUT /\(index * 2) HTTP/1.1\r\nHost: x\r\n\r\n")
            }
        }
        for client in clients { #expect(client.receiveAnswer().hasPrefix("200")) }

        #expect(server.ask(\.commits) == [5])
    }

    @Test func `happens for each of many pipelined requests`() throws {
        let server = try RunningLoop(NumberKeeper())
        let client = try server.client()

        client.send(
            (1...40).map { "PUT /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        let answers = (1...40).map { _ in client.receiveAnswer() }

        for (index, answer) in answers.enumerated() {
            #expect(answer.hasPrefix(index.isMultiple(of: 2) ? "500" : "200"))
        }
        #expect(answers.last?.hasSuffix("36, 38, 40]") == true)
    }

    @Test func `comes before streams see anything`() throws {
        let server = try RunningLoop(NumberKeeper())
        let watch = try server.client()
        watch.get("/watch")
        let writer = try server.client()

        for number in [2, 3, 4, 5, 100] {
            writer.send("PUT /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = writer.receiveAnswer()
        }

        let seen = watch.receive(until: "0\r\n\r\n")
        #expect(!seen.contains("<3>"))
        #expect(!seen.contains("<5>"))
        for number in [2, 4, 100] { #expect(seen.contains("<\(number)>")) }
    }
}
