import CLoad
import Foundation

/// How many requests a second are answered over eight connections.
enum RateMeasurements {
    private static let connections: Int32 = 8
    private static let seconds = 1.0
    private static let listSize = 1000

    static func run(_ path: String) throws {
        beginTable("Over 8 connections")
        try compareToCLoop(path)
        try measureLists(path)
        try compareToMemory(path)
    }

    private static func compareToCLoop(_ path: String) throws {
        let server = try server(path, leases: Int(connections))
        let loop = try CLoop.start()
        let get = Turns {
            repeated("\(MeasuredResource.lease.path)/o0", on: server)
        } others: {
            repeated("\(MeasuredResource.lease.path)/o0", on: loop)
        }
        report("GET of a lease", rates(get), meant: "at least 60 % of the C loop")
        let put = Turns {
            renewed(on: server)
        } others: {
            renewed(on: loop)
        }
        report("renewal (PUT with version)", rates(put), meant: "at least 30 % of the C loop")
    }

    private static func rates(_ turns: Turns) -> String {
        "\(turns.ours.median.text())/s, \((turns.ratio * 100).text()) % "
            + "of the C loop (\(turns.others.median.text())/s)"
    }

    private static func measureLists(_ path: String) throws {
        let server = try server(path, leases: listSize)
        for (what, fields, meant) in [
            ("list of 1,000 leases", "", ""),
            ("the same with gzip", "Accept-Encoding: gzip\r\n", "at least 1,880/s"),
        ] {
            let rates = (0..<3).map { _ in
                repeated(MeasuredResource.lease.path, fields, on: server)
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
            path, ["--data-dir=\(folder.path())"], leases: Int(connections))
        let forgetting = try server(path, leases: Int(connections))
        let turns = Turns {
            renewed(on: keeping)
        } others: {
            renewed(on: forgetting)
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

    private static func repeated(
        _ path: String, _ fields: String = "", on server: MeasuredServer
    ) -> Double {
        let request = "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
        return load_repeat(server.port, connections, seconds, request)
    }

    private static func renewed(on server: MeasuredServer) -> Double {
        load_renew(server.port, connections, seconds, "\(MeasuredResource.lease.path)/o")
    }
}
