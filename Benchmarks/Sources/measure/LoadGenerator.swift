import CLoad

/// What asks a server as fast as it answers, over eight connections for a second.
enum LoadGenerator: String {
    /// The program of this name, which others measure servers with.
    case wrk
    /// `load.c`, which is always there.
    case own = "the generator in C"

    /// The one whose figures others can repeat, where it is installed.
    static let preferred = Command.isInstalled("wrk") ? wrk : own

    private static let connections: Int32 = 8
    private static let seconds = 1.0
    private static let renewalScript = "Benchmarks/renew.lua"

    /// How many answers a second come to GETs of `path`, with more `fields` in their heads.
    func get(
        _ path: String, fields: [String] = [], from server: MeasuredServer
    ) throws -> Double {
        switch self {
        case .wrk:
            return try wrk(
                fields.map { "--header=\($0)" }
                    + ["--threads=1", "\(Self.url(of: server))\(path)"])
        case .own:
            let lines = ["GET \(path) HTTP/1.1", "Host: localhost"] + fields
            let request = lines.map { $0 + "\r\n" }.joined() + "\r\n"
            return load_repeat(server.port, Self.connections, Self.seconds, request)
        }
    }

    /// How many renewals a second are answered when each connection renews a lease of its own, which
    /// `path` and a number name.
    func renew(_ path: String, on server: MeasuredServer) throws -> Double {
        switch self {
        case .wrk:
            try wrk([
                "--threads=\(Self.connections)", "--script=\(Self.renewalScript)",
                "\(Self.url(of: server))\(path)",
            ])
        case .own: load_renew(server.port, Self.connections, Self.seconds, path)
        }
    }

    private static func url(of server: MeasuredServer) -> String {
        "http://127.0.0.1:\(server.port)"
    }

    private func wrk(_ arguments: [String]) throws -> Double {
        let options = ["--connections=\(Self.connections)", "--duration=\(Int(Self.seconds))"]
        let output = try Command.run(["wrk"] + options + arguments)
        guard let rate = output.firstMatch(of: #/Requests/sec: +([0-9.]+)/#),
            !output.contains("Non-2xx"), !output.contains("Socket errors")
        else { throw UnansweredError(output: output) }
        return Double(rate.1) ?? 0
    }
}

/// Requests of `wrk` that were not answered as they should be.
struct UnansweredError: Error, CustomStringConvertible {
    let output: String
    var description: String { "wrk says that not all went well:\n\(output)" }
}
