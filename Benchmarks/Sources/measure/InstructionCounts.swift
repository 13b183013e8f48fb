import CLoad
import Foundation

/// How many instructions operations take, counted by callgrind: the same on every machine, however
/// busy it is.
struct InstructionCounts {
    /// The counts by operation, in the order in which they were counted.
    private(set) var counts: [(name: String, count: Int)] = []

    private let server: CountedServer
    private let connection: Connection
    private let leases = CountedResource.lease
    private let candidates = CountedResource.candidate
    /// The lease that is renewed, as it last came.
    private var lease = ""
    private var number = 0

    /// Counts what `path` does, a release build of the server.
    init(_ path: String) throws {
        server = try CountedServer(path)
        connection = server.connect()
        lease = create(leases, "g", number: 0)
        for _ in 0..<20 { get() }
        for _ in 0..<20 { put() }
        for _ in 0..<20 { createNext() }
        try count("get", 500) { for _ in 0..<500 { $0.get() } }
        try count("put", 300) { for _ in 0..<300 { $0.put() } }
        try count("create", 80) { for _ in 0..<80 { $0.createNext() } }
        try countLists()
        let watchers = try countWatch()
        try count("idle", 1) { _ in Thread.sleep(forTimeInterval: 1) }
        load_close(watchers, Int32(watchers.count))
        try countCompressedLists()
        try countExpectations()
        server.stop()
        counts.append(("start", try CountedServer.countStart(path)))
    }

    private mutating func countLists() throws {
        for index in 0..<100 { _ = create(candidates, "k\(index)", number: 2) }
        get("\(leases.path)?limit=100")
        get(candidates.path)
        try count("list", 20) { counts in
            for _ in 0..<20 { counts.get("\(counts.leases.path)?limit=100") }
        }
        try count("candidates", 20) { counts in
            for _ in 0..<20 { counts.get(counts.candidates.path) }
        }
    }

    /// Counts one write that 50 watchers see, by watcher; returns the watchers.
    private mutating func countWatch() throws -> [Int32] {
        // After the last of what was created, so that there is nothing to catch up with.
        put()
        let version = Answer(bytes: Array(lease.utf8)).resourceVersion
        var watchers = [Int32](repeating: -1, count: 50)
        load_watch(
            server.port, "\(leases.path)?watch=true&resourceVersion=\(version)", &watchers, 50)
        writeAndSee(watchers)
        try count("watch", 20 * 50) { for _ in 0..<20 { $0.writeAndSee(watchers) } }
        return watchers
    }

    /// A list of 300 leases with gzip, of which one has been renewed since the last.
    private mutating func countCompressedLists() throws {
        for _ in 0..<200 { createNext() }
        getCompressed()
        try count("gzip", 20) { counts in
            for _ in 0..<20 {
                counts.put()
                counts.getCompressed()
            }
        }
    }

    /// Counts a renewal beside a thousand tests that wait for something else.
    private mutating func countExpectations() throws {
        let conditions = [
            #""lease":"default/nobody#""#, #""requests":{"name":"nobody#","verb":"update"}"#,
            #""requests":{"verb":"deletecollection","userAgent":"nobody#"}"#,
            #""held":1"#, #""watches":{"client":"nobody#"}"#,
        ]
        let waiting = (0..<1000).map { index in
            let connection = server.connect()
            let condition = conditions[index % conditions.count].replacing("#", with: "\(index)")
            connection.begin(
                "POST", "/fake/expect", "{\"that\":{\(condition)},\"within\":\"1h\"}")
            return connection
        }
        // Whoever is answered after them knows that they wait.
        get("/fake/held")
        for _ in 0..<20 { put() }
        try count("expect", 100) { for _ in 0..<100 { $0.put() } }
        withExtendedLifetime(waiting) {}
    }

    private mutating func count(
        _ name: String, _ operations: Int, _ work: (inout InstructionCounts) -> Void
    ) throws {
        try server.beginCounting()
        work(&self)
        counts.append((name, try server.endCounting() / operations))
    }
}

// MARK: - Operations

extension InstructionCounts {
    private func get() { get("\(leases.path)/g") }

    private func get(_ path: String) { ask("GET", path) }

    private func getCompressed() {
        connection.ask("GET", leases.path, fields: ["Accept-Encoding: gzip"])
    }

    private mutating func createNext() {
        number += 1
        _ = create(leases, "c\(number)", number: number)
    }

    private func create(_ resource: CountedResource, _ name: String, number: Int) -> String {
        ask("POST", resource.path, resource.object(name, number))
    }

    /// Sends the lease back with another time, spelled as Python's `json` does.
    private mutating func put() {
        number += 1
        let time = CountedResource.time(number)
        let renewed = lease.replacing(#/"renewTime":"[^"]*"/#, with: "\"renewTime\":\"\(time)\"")
        lease = ask("PUT", "\(leases.path)/g", renewed.spaced)
    }

    private mutating func writeAndSee(_ watchers: [Int32]) {
        put()
        var event = [CChar](repeating: 0, count: 16_384)
        for watcher in watchers { load_read_event(watcher, &event, event.count) }
    }

    /// The body of the answer to a request as Python's `http.client` sends it.
    @discardableResult
    private func ask(_ method: String, _ path: String, _ body: String? = nil) -> String {
        var lines = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(server.port)",
            "Accept-Encoding: identity",
        ]
        if let body {
            lines += ["Content-Length: \(body.utf8.count)", "Content-Type: application/json"]
        }
        return String(decoding: connection.ask(lines, body ?? "").body, as: UTF8.self)
    }
}
