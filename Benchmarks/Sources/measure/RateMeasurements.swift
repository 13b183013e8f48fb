import Foundation

/// How many requests a second are answered over eight connections.
enum RateMeasurements {
    private static let connections = 8
    private static let listSize = 1000

    static func run(_ path: String) throws {
        beginTable("Over 8 connections")
        try compareToCLoop(path)
        try measureLists(path)
        try compareToMemory(path)
    }

    private static func compareToCLoop(_ path: String) throws {
        let server = try server(path, leases: connections)
        let loop = try CLoop.start()
        let generator = LoadGenerator.preferred
        let lease = MeasuredResource.lease.path + "/o"
        let get = try Turns {
            try generator.get("\(lease)0", from: server)
        } others: {
            try generator.get("\(lease)0", from: loop)
        }
        report(
            "GET of a lease, asked by \(generator.rawValue)", rates(get),
            meant: "at least 60 % of the C loop")
        let put = try Turns {
            try generator.renew(lease, on: server)
        } others: {
            try generator.renew(lease, on: loop)
        }
        report(
            "renewal (PUT with version), asked by \(generator.rawValue)", rates(put),
            meant: "at least 30 % of the C loop")
    }

    private static func rates(_ turns: Turns) -> String {
        "\(turns.ours.median.text())/s, \((turns.ratio * 100).text()) % "
            + "of the C loop (\(turns.others.median.text())/s)"
    }

    private static func measureLists(_ path: String) throws {
        let server = try server(path, leases: listSize)
        for (what, fields, meant) in [
            ("list of 1,000 leases", [], ""),
            ("the same with gzip", ["Accept-Encoding: gzip"], "at least 1,880/s"),
        ] {
            let rates = try (0..<3).map { _ in
                try LoadGenerator.own.get(
                    MeasuredResource.lease.path, fields: fields, from: server)
            }
            report(what, "\(rates.median.text())/s", meant: meant)
        }
        let connection = server.connect()
        let lists = (0..<200).map { number in
            MeasuredResource.lease.renew(number * 7 % listSize, 1 + number, on: connection)
            return time(1) { _ in
                connection.ask(
                    "GET", MeasuredResource.lease.path, fields: ["Accept-Encoding: gzip"])
            }.median / .seconds(1)
        }
        report(
            "the same, a lease renewed before each, one connection",
            "\((1 / lists.median).text())/s", meant: "at least 1,880/s")
    }

    private static func compareToMemory(_ path: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keeping = try server(
            path, ["--data-dir=\(folder.path())"], leases: connections)
        let forgetting = try server(path, leases: connections)
        let lease = MeasuredResource.lease.path + "/o"
        let turns = try Turns {
            try LoadGenerator.own.renew(lease, on: keeping)
        } others: {
            try LoadGenerator.own.renew(lease, on: forgetting)
        }
        report(
            "renewal, with `--data-dir`",
            "\(turns.ours.median.text())/s, \((turns.ratio * 100).text()) % of those in memory",
            meant: "at least 80 % of those in memory")
    }

    private static func server(
        _ path: String, _ flags: [String] = [], leases: Int
    ) throws -> MeasuredServer {
        let server = try MeasuredServer(path, MeasuredResource.flags + flags)
        let connection = server.connect()
        for index in 0..<leases { MeasuredResource.lease.create(index, on: connection) }
        return server
    }
}
