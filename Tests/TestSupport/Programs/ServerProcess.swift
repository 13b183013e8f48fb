import Testing

/// A `fake-apiserver` of its own process, while it runs.
package struct ServerProcess: Sendable {
    /// Where it listens.
    package let url: String
    /// Ends the server in the middle of whatever it is doing.
    package let kill: @Sendable () -> Void

    /// It ended before it listened.
    package struct Failure: Error {}

    /// Starts a server on a free port and calls `body` once it answers; it is killed when `body` is
    /// done.
    ///
    /// `program` is the server, or what starts it.
    package static func run<Output: Sendable>(
        program: Program = .built("fake-apiserver"), _ arguments: [String],
        _ body: (ServerProcess) async throws -> Output
    ) async throws -> Output {
        try await program.run(["--port=0"] + arguments) { program in
            let line = try await program.first(with: "http://")
            guard
                let url = line?.split(whereSeparator: \.isWhitespace).first(where: {
                    $0.hasPrefix("http://")
                })
            else { throw Failure() }
            let server = ServerProcess(url: String(url), kill: program.kill)
            defer { server.kill() }
            return try await body(server)
        }.output
    }

    /// Runs a server that does not come to listen; returns how it ended.
    package static func refusal(_ arguments: [String]) async throws -> ProgramResult {
        try await Program.built("fake-apiserver").run(["--port=0"] + arguments)
    }
}
