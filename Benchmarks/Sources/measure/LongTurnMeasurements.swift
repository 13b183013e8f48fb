import Foundation

/// How long the loop serves nobody else at a time among 100,000 leases, whatever is asked, and what
/// that takes of the memory.
enum LongTurnMeasurements {
    private static let count = 100_000
    private static let resource = MeasuredResource.lease
    private static let clusterCount = 20

    static func run(_ path: String) throws {
        beginTable("The loop's longest turn, among 100,000 leases")
        let server = try MeasuredServer(path, MeasuredResource.flags + ["-v=2"])
        createLeases(on: server)
        try lists(server)
        for deed in Deed.allCases {
            let turns = try longTurns(of: server) { deed.perform(on: server.connect()) }
            report(deed.rawValue, turns.first.map { "\($0) ms" } ?? "< 5 ms", meant: "at most 5 ms")
        }
        try advances(path)
        let turns = try longTurns(of: server) {
            server.connect().ask("DELETE", resource.path, fields: ListForm.json.fields)
        }
        report(
            "deletecollection", turns.first.map { "\($0) ms" } ?? "< 5 ms", meant: "at most 5 ms")
    }

    /// What a client asks.
    private enum Deed: String, CaseIterable {
        case get, put, create, patch
        case json = "list in JSON"
        case gzip = "list in JSON, compressed"
        case yaml = "list in YAML"
        case protobuf = "list in protobuf"
        case table = "table"
        case gzipTable = "table, compressed"
        case selector = "list with a selector"
        case page = "pages of 500"
        case watch = "watch that begins with all"

        func perform(on connection: Connection) {
            let path = resource.path
            switch self {
            case .get: for index in 0..<1000 { connection.ask("GET", "\(path)/o\(index)") }
            case .put:
                for index in 0..<1000 {
                    let lease = connection.ask("GET", "\(path)/o\(index)").body
                    connection.ask(
                        "PUT", "\(path)/o\(index)", String(decoding: lease, as: UTF8.self))
                }
            case .create:
                for index in 0..<1000 { resource.create(count + index, on: connection) }
            case .patch: for index in 0..<1000 { resource.renew(index, index, on: connection) }
            case .json: connection.ask("GET", path, fields: ListForm.json.fields)
            case .gzip:
                connection.ask("GET", path, fields: ListForm.json.fields + ["Accept-Encoding: gzip"])
            case .yaml: connection.ask("GET", path, fields: ["Accept: application/yaml"])
            case .protobuf: connection.ask("GET", path, fields: ListForm.protobuf.fields)
            case .table: connection.ask("GET", path, fields: ListForm.table.fields)
            case .gzipTable: connection.ask("GET", path, fields: ListForm.gzipTable.fields)
            case .selector: connection.ask("GET", path + "?labelSelector=a%3Db")
            case .page: for _ in 0..<50 { connection.ask("GET", path + "?limit=500") }
            case .watch:
                connection.ask(
                    "GET", path + "?watch=1&sendInitialEvents=true&timeoutSeconds=1"
                        + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true")
            }
        }
    }

    /// The turns of 5 ms or more that `work` leads to, the longest one first.
    private static func longTurns(
        of server: MeasuredServer, _ work: () throws -> Void
    ) rethrows -> [Double] {
        let before = server.longTurns.count
        try work()
        // What the server says of its last turn takes a while to come.
        Thread.sleep(forTimeInterval: 0.1)
        return server.longTurns.dropFirst(before).sorted(by: >)
    }

    private static func createLeases(on server: MeasuredServer) {
        let port = server.port
        onThreads(8) { part in
            let connection = Connection.to(port)
            for index in stride(from: part, to: count, by: 8) {
                resource.create(index, on: connection)
            }
        }
    }

    /// How much memory many lists take that are read at the same time.
    private static func lists(_ server: MeasuredServer) throws {
        let before = server.residentMegabytes
        let port = server.port
        let sizes = onThreads(20) { _ in
            Connection.to(port).ask("GET", resource.path, fields: ListForm.json.fields).bytes.count
        }
        let size = (sizes.max() ?? 0) / 1_000_000
        let after = server.peakMegabytes
        report(
            "memory with 20 lists of \(size) MB at the same time",
            "\(after.text()) MB, \((after - before).text()) more than before")
    }

    /// How many requests are answered while clocks are advanced.
    private static func advances(_ path: String) throws {
        let flags = [
            "--clock=manual", "--feature-gates=CoordinatedLeaderElection=true", "-v=2",
            "--runtime-config=coordination.k8s.io/v1beta1=true",
        ]
        let server = try MeasuredServer(path, flags)
        let connection = server.connect()
        resource.create(0, on: connection)
        for index in 0..<clusterCount {
            connection.ask("POST", "/fake/clusters", #"{"name":"c\#(index)"}"#)
        }
        let alone = gets(server)
        report("GET, while no clock is advanced", "\(alone)/s")
        let clients = (0..<clusterCount).map { _ in server.connect() }
        for (index, client) in clients.enumerated() {
            client.begin("POST", "/clusters/c\(index)/fake/clock", #"{"advance":"8000h"}"#)
            guard [1, clusterCount].contains(index + 1) else { continue }
            let rate = gets(server)
            report(
                "GET, while \(index + 1) clocks are advanced",
                "\(rate)/s, \(Double(rate).percent(of: Double(alone)))", meant: "at least 50 %")
        }
        let longest = server.longTurns.max().map { "\($0) ms" } ?? "< 5 ms"
        report("advance", longest, meant: "at most 5 ms")
    }

    /// How many GETs are answered in a second over eight connections.
    private static func gets(_ server: MeasuredServer) -> Int {
        let port = server.port
        let seconds = 3
        let counts = onThreads(8) { _ in
            let connection = Connection.to(port)
            let clock = ContinuousClock()
            let end = clock.now + .seconds(seconds)
            var count = 0
            while clock.now < end {
                connection.ask("GET", resource.path + "/o0")
                count += 1
            }
            return count
        }
        return counts.reduce(0, +) / seconds
    }
}
