import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `While a slow disk keeps what has changed` {
    private let disk = SlowDisk()
    private let server: RunningLoop<NumberKeeper>

    init() throws {
        server = try RunningLoop(NumberKeeper(disk))
    }

    @Test func `answers go on to be sent`() throws {
        let reader = try server.client(receiveBufferBytes: 4096)
        let writer = try server.client()

        reader.get("/large")
        _ = reader.receive(until: "\r\n\r\n")
        writer.put(2)
        disk.waitUntilBegun()
        let received = reader.receiveCount(atMost: 16_000_000)
        disk.finish()

        #expect(received == 16_000_000)
        #expect(writer.receiveAnswer() == "200 [2]")
    }

    @Test func `requests wait for their turn`() throws {
        let first = try server.client()
        let others = try (0..<4).map { _ in try server.client() }

        first.put(2)
        disk.waitUntilBegun()
        for client in others { client.put(4) }
        disk.becomeAutomatic()
        disk.finish()

        #expect(first.receiveAnswer() == "200 [2]")
        for client in others { #expect(client.receiveAnswer().hasPrefix("200 [2, 4")) }
        let commits = try #require(server.ask(\.commits))
        #expect(commits.first == 1)
        #expect(commits.reduce(0, +) == 5)
    }

    @Test func `a client may leave, and what it has asked for is kept`() throws {
        var leaver: ClientConnection? = try server.client()
        leaver?.put(2)
        disk.waitUntilBegun()
        leaver = nil
        disk.finish()

        let other = try server.client()
        other.get("/")
        #expect(other.receiveAnswer() == "200 [2]")
    }

    @Test func `a client that shuts its side is still answered`() throws {
        let client = try server.client()
        client.put(2)
        client.shutdownSending()
        disk.waitUntilBegun()
        disk.finish()

        #expect(client.receiveAll()?.hasSuffix("[2]") == true)
    }

    @Test func `streams are told nothing of it`() throws {
        let watch = try server.client()
        watch.get("/watch")
        #expect(watch.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200"))
        let writer = try server.client()
        for number in [3, 100] {
            writer.put(number)
            disk.waitUntilBegun()
            disk.finish()
            // The one that cannot be kept is tried once more, alone.
            if number == 3 {
                disk.waitUntilBegun()
                disk.finish()
            }
            _ = writer.receiveAnswer()
        }

        let seen = watch.receive(until: "0\r\n\r\n")
        #expect(seen.contains("<100>"))
        #expect(!seen.contains("<3>"))
    }

    @Test func `what must be tried alone takes turns with nobody else`() throws {
        let clients = try (0..<3).map { _ in try server.client() }
        let late = try server.client()
        for client in clients {
            client.get("/")
            #expect(client.receiveAnswer() == "200 []")
        }

        server.whileBusy {
            for (client, number) in zip(clients, [4, 5, 6]) { client.put(number) }
        }
        disk.waitUntilBegun()
        late.put(8)
        disk.finish()
        for _ in 0..<4 {
            disk.waitUntilBegun()
            disk.finish()
        }

        #expect(clients.map { $0.receiveAnswer() == "500 refused" } == [false, true, false])
        #expect(late.receiveAnswer().hasSuffix("8]"))
        #expect(server.ask(\.commits) == [1, 1, 1])
    }

    @Test func `a server that is to end waits, and answers`() throws {
        let client = try server.client()
        client.put(2)
        disk.waitUntilBegun()
        server.mailbox.stop()
        disk.finish()

        #expect(client.receiveAll()?.hasSuffix("[2]") == true)
        server.mailbox.waitUntilEnded()
    }
}

@Suite struct `Clients of a server with a slow disk` {
    /// Clients put numbers, the odd ones of which cannot be kept, ask for several things at once, and
    /// leave whenever they like.
    @Test(arguments: 1...10)
    func `are told the truth`(seed: UInt64) throws {
        var random = Random(seed: seed)
        let server = try RunningLoop(NumberKeeper(SlowDisk(isAutomatic: true)))
        var clients = try (0..<4).map { _ in try Putter(server.client()) }
        var told: Set<Int> = []

        for number in 1...200 {
            let index = Int.random(in: clients.indices, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: clients[index] = try Putter(server.client())
            case 1..<7: clients[index].put(number)
            default: try clients[index].receiveAnswer(&told)
            }
        }
        for index in clients.indices {
            while clients[index].isWaiting { try clients[index].receiveAnswer(&told) }
        }

        let kept = try #require(server.ask(\.kept))
        #expect(told.isSubset(of: kept))
        #expect(Set(kept).count == kept.count)
        #expect(kept.allSatisfy { $0.isMultiple(of: 2) })
    }
}

/// A client that knows what it has not been answered yet.
private struct Putter {
    private let client: ClientConnection
    private var numbers: [Int] = []

    init(_ client: ClientConnection) { self.client = client }

    var isWaiting: Bool { !numbers.isEmpty }

    mutating func put(_ number: Int) {
        client.put(number)
        numbers.append(number)
    }

    /// Receives the next answer, if there is one, and adds what it says is kept to `told`.
    mutating func receiveAnswer(_ told: inout Set<Int>) throws {
        guard let number = numbers.first else { return }
        numbers.removeFirst()
        let answer = client.receiveAnswer()
        guard number.isMultiple(of: 2) else { return #expect(answer == "500 refused") }
        let all = try #require(answer.hasPrefix("200 [") ? answer.dropFirst(5).dropLast() : nil)
        let list = all.split(separator: ", ").compactMap { Int($0) }
        #expect(list.contains(number))
        #expect(list.allSatisfy { $0.isMultiple(of: 2) })
        told.formUnion(list)
    }
}

extension ClientConnection {
    /// Asks a `NumberKeeper` to keep `number`.
    func put(_ number: Int) {
        send("PUT /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
    }
}
