import Foundation
import KubeTestSupport
import KubeTime
import Testing

@Suite(.limited, .needsDatabase) struct `A server that is killed under load` {
    private static let clientCount = 4
    private static let rounds = ProcessInfo.processInfo.environment["SOAK"] == "1" ? 200 : 10

    @Test func `has stored everything that it answered, and nothing by half`() async throws {
        let directory = try TemporaryFolder()
        var random = Random(seed: UInt64(ProcessInfo.processInfo.processIdentifier))
        var ledgers = [Ledger](repeating: Ledger(), count: Self.clientCount)

        for round in 0..<Self.rounds {
            // One writes by itself, the other has another thread write.
            let mode = round.isMultiple(of: 2) ? "normal" : "full"
            let count = Int.random(in: 1...400, using: &random)
            ledgers = try await ServerProcess.run([
                "--data-dir=\(directory.path)", "--sqlite-check", "--sqlite-synchronous=\(mode)",
            ]) { [ledgers] server in
                let trap = Trap(server, afterAnswers: count)
                let checked = try await Self.checked(ledgers, at: server.url)
                return try await Self.load(server.url, checked, round: round, trap)
            }
        }

        try await ServerProcess.run(["--data-dir=\(directory.path)", "--sqlite-check"]) {
            [ledgers] server in
            _ = try await Self.checked(ledgers, at: server.url)
        }
    }

    /// Has all clients write until the server is gone.
    private static func load(
        _ url: String, _ ledgers: [Ledger], round: Int, _ trap: Trap
    ) async throws -> [Ledger] {
        try await withThrowingTaskGroup { group in
            for (index, ledger) in ledgers.enumerated() {
                group.addTask {
                    await onThread {
                        var ledger = ledger
                        do {
                            let client = try LeaseClient(url: url)
                            try write(client, &ledger, index: index, round: round, trap)
                        } catch {
                            // The server is gone.
                        }
                        return (index, ledger)
                    }
                }
            }
            return try await group.reduce(into: ledgers) { $0[$1.0] = $1.1 }
        }
    }

    private static func write(
        _ client: LeaseClient, _ ledger: inout Ledger, index: Int, round: Int, _ trap: Trap
    ) throws {
        for step in 0... {
            try renew("client-\(index)", client, &ledger)
            trap.countAnswer()
            let name = "extra-\(index)-\(round)-\(step)"
            ledger.unknown = name
            #expect(try client.create(name, step).status == 201)
            ledger.unknown = nil
            ledger.present.insert(name)
            trap.countAnswer()
            guard step.isMultiple(of: 2) else { continue }
            ledger.present.remove(name)
            ledger.unknown = name
            #expect(try client.delete(name).status == 200)
            ledger.unknown = nil
            ledger.absent.insert(name)
            trap.countAnswer()
        }
    }

    private static func renew(
        _ name: String, _ client: LeaseClient, _ ledger: inout Ledger
    ) throws {
        let next = ledger.renewed + 1
        ledger.attempted = next
        let answer =
            ledger.renewed == 0
            ? try client.create(name, next)
            : try client.update(name, next, resourceVersion: ledger.resourceVersion)
        #expect(answer.status == (ledger.renewed == 0 ? 201 : 200))
        ledger.renewed = next
        ledger.resourceVersion = answer.number("resourceVersion") ?? 0
    }

    /// Compares what the server has with what the clients know; returns what they know now.
    private static func checked(_ ledgers: [Ledger], at url: String) async throws -> [Ledger] {
        try await onThread {
            var ledgers = ledgers
            try check(&ledgers, LeaseClient(url: url))
            return ledgers
        }
    }

    private static func check(_ ledgers: inout [Ledger], _ client: LeaseClient) throws {
        let names = try client.names()
        for index in ledgers.indices {
            let lease = try client.get("client-\(index)")
            let number = lease.number("leaseTransitions") ?? 0
            #expect([ledgers[index].renewed, ledgers[index].attempted].contains(number))
            #expect((lease.number("holderIdentity") ?? 0) == number)
            ledgers[index].renewed = number
            ledgers[index].resourceVersion = lease.number("resourceVersion") ?? 0
            #expect(ledgers[index].present.isSubset(of: names))
            #expect(ledgers[index].absent.isDisjoint(with: names))
            if let unknown = ledgers[index].unknown, names.contains(unknown) {
                ledgers[index].present.insert(unknown)
            }
            ledgers[index].unknown = nil
        }
    }
}

@Suite(.limited, .needsDatabase) struct `A server that cannot use its database` {
    @Test func `says why, and ends with status 1`() async throws {
        let directory = try TemporaryFolder()
        let path = directory.file("test.sqlite")
        try Data(String(repeating: "no database", count: 100).utf8)
            .write(to: URL(fileURLWithPath: path))

        let refusal = try await ServerProcess.refusal(["--sqlite=\(path)"])

        #expect(refusal.status == 1)
        #expect(refusal.errors == "Error: \(path) is not an SQLite database\n")
    }

    @Test func `because the directory cannot be made, says so`() async throws {
        let directory = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: directory.file("file")))

        let refusal = try await ServerProcess.refusal(["--data-dir=\(directory.file("file/data"))"])

        #expect(refusal.status == 1)
        #expect(refusal.errors.hasPrefix("Error: the directory \(directory.path)"))
        #expect(refusal.errors.hasSuffix("cannot be made: Not a directory\n"))
    }

    @Test func `because changes are gone, says so, and goes on only when that is accepted`()
        async throws
    {
        let directory = try TemporaryFolder()
        let flag = "--data-dir=\(directory.path)"
        let written = try await ServerProcess.run([flag]) { server in
            try await onThread {
                let client = try LeaseClient(url: server.url)
                for number in 1...9 { _ = try client.create("a\(number)", number) }
                let last = try client.create("last", 10)
                server.kill()
                return last.number("resourceVersion") ?? 0
            }
        }
        let log = URL(filePath: directory.file("fake-apiserver.sqlite-wal"))
        let bytes = try Data(contentsOf: log)
        try bytes.prefix(bytes.count - 1).write(to: log)

        let refusal = try await ServerProcess.refusal([flag])
        #expect(refusal.status == 1)
        #expect(refusal.errors.contains("versions up to \(written) were stored in it"))

        try await ServerProcess.run([flag, "--sqlite-accept-loss"]) { server in
            try await onThread {
                let client = try LeaseClient(url: server.url)
                #expect(try client.get("a9").status == 200)
                #expect(try client.get("last").status == 404)
                let next = try client.create("last", 11).number("resourceVersion") ?? 0
                #expect(next > written)
            }
        }
        try await ServerProcess.run([flag]) { _ in }
    }

    @Test func `because another one does, says so`() async throws {
        let directory = try TemporaryFolder()
        let arguments = ["--data-dir=\(directory.path)"]

        let refusal = try await ServerProcess.run(arguments) { _ in
            try await ServerProcess.refusal(arguments)
        }

        #expect(refusal.status == 1)
        #expect(refusal.errors.hasSuffix("is in use by another server\n"))
        // Once that has been killed, the next one comes to listen.
        try await ServerProcess.run(arguments) { _ in }
    }
}
