import FakeAPIServerKit
import KubeFoundation
import KubeRegistry

/// `fake-apiserver health`: asks a server whether it is ready, as containers are checked.
struct HealthCommand {
    /// The first argument, which asks for it.
    static let name = "health"

    /// The server's URL.
    private(set) var server: String

    /// What `arguments` after the name ask for; `environment` says which server it is where they do not.
    init(_ arguments: [String], environment: [String: String]) throws(FlagError) {
        server = Self.defaultServer(environment)
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0] == "--server" else {
                throw FlagError(
                    "unknown argument: \(argument); it is fake-apiserver health [--server URL]")
            }
            guard let text = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                throw FlagError("flag needs an argument: --server")
            }
            server = text
        }
    }

    private static func defaultServer(_ environment: [String: String]) -> String {
        func value(_ name: String) -> String? {
            environment[ServerFlag.variable(named: name)].flatMap { $0.isEmpty ? nil : $0 }
        }
        return value("server")
            ?? "http://127.0.0.1:\(value("port") ?? String(ServerOptions.defaults.port))"
    }

    /// Prints `ok` where the server is ready; throws why it is not.
    func run() throws(HealthError) {
        let answer = try ServerProbe(server).get("/readyz")
        guard answer.status == 200 else {
            throw HealthError(
                server: server, reason: "it answers \(answer.status): \(answer.firstLine)")
        }
        output("ok\n", to: STDOUT_FILENO)
    }
}

/// Why a server is not healthy.
struct HealthError: Error, CustomStringConvertible {
    let server: String
    let reason: String

    var description: String { "the server \(server) is not ready: \(reason)" }
}
