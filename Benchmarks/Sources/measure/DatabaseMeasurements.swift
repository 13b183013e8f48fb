import Foundation

/// What it costs to keep everything in a database.
enum DatabaseMeasurements {
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private static let connectionCount = 8

    static func run(_ path: String) throws {
        beginTable("With a database")
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try throughput(path, directory)
        try manyLeases(path, directory)
        try manyRenewals(path, directory)
    }

    /// Renewals per second over eight connections, each of a lease of its own.
    private static func throughput(_ path: String, _ directory: URL) throws {
        for mode in ["in memory", "normal", "full"] {
            let flags =
                mode == "in memory"
                ? []
                : [
                    "--sqlite=\(directory.appending(path: mode).path())",
                    "--sqlite-synchronous=\(mode)",
                ]
            let server = try MeasuredServer(path, flags)
            createLeases(connectionCount, on: server)
            let count = renew(on: server, for: .seconds(5)) { $0 }.count
            report("renewals per second, \(mode)", String(count / 5))
        }
    }

    /// The start with 100,000 leases, and how long a client waits at most while eight others renew.
    private static func manyLeases(_ path: String, _ directory: URL) throws {
        let flags = ["--sqlite=\(directory.appending(path: "many").path())"]
        let filled = try MeasuredServer(path, flags)
        createLeases(100_000, on: filled)
        filled.stop()
        let starts = Durations(try (0..<5).map { _ in try MeasuredServer(path, flags).startTime })
        report("start with 100,000 leases", starts.median.milliseconds, meant: "at most 1.5 s")

        let server = try MeasuredServer(path, flags + ["-v=2"])
        let waits = renew(on: server, for: .seconds(10)) { $0 * 12_345 }
        report("a renewal among 100,000", waits.median.milliseconds)
        report("all but one of a thousand", waits.quantile(0.999).milliseconds)
        report("the longest of \(waits.count)", waits.longest.milliseconds)
        let turn = server.longTurns.max().map { "\($0) ms" } ?? "< 5 ms"
        report("the loop's longest turn", turn, meant: "at most 5 ms")
    }

    /// The size of the file after a million renewals of one lease.
    private static func manyRenewals(_ path: String, _ directory: URL) throws {
        let file = directory.appending(path: "one").path()
        let server = try MeasuredServer(path, ["--sqlite=\(file)"])
        createLeases(1, on: server)
        let port = server.port
        onThreads(connectionCount) { _ in
            let connection = Connection.to(port)
            for number in 0..<(1_000_000 / connectionCount) { renew(0, number, on: connection) }
        }
        server.stop()
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let size = (attributes[.size] as? Int ?? 0) / 100_000
        report("a million renewals of one", "\(size / 10).\(size % 10) MB", meant: "at most 10 MB")
    }

    private static func createLeases(_ count: Int, on server: MeasuredServer) {
        let port = server.port
        onThreads(connectionCount) { part in
            let connection = Connection.to(port)
            for index in stride(from: part, to: count, by: connectionCount) {
                connection.ask(
                    "POST", leases,
                    #"{"metadata":{"name":"l\#(index)"},"spec":{"holderIdentity":"h"}}"#)
            }
        }
    }

    /// How long each renewal took that eight connections asked for; `lease` says which lease is
    /// whose.
    private static func renew(
        on server: MeasuredServer, for duration: Duration, lease: @escaping @Sendable (Int) -> Int
    ) -> Durations {
        let clock = ContinuousClock()
        let end = clock.now + duration
        let port = server.port
        let durations = onThreads(connectionCount) { part in
            let connection = Connection.to(port)
            var durations: [Duration] = []
            while clock.now < end {
                let start = clock.now
                renew(lease(part), durations.count, on: connection)
                durations.append(clock.now - start)
            }
            return durations
        }
        return Durations(durations.flatMap { $0 })
    }

    private static func renew(_ lease: Int, _ number: Int, on connection: Connection) {
        let digits = String(1_000_000 + number % 1_000_000).dropFirst()
        connection.ask(
            "PATCH", "\(leases)/l\(lease)",
            #"{"spec":{"renewTime":"2026-01-01T00:00:00.\#(digits)Z"}}"#,
            type: "application/merge-patch+json")
    }
}
