import FakeAPIServerTesting
import Foundation
import KubeAPI
import KubeTestSupport
import Testing

/// A place to type kubectl commands.
struct KubectlShell: Sendable {
    var program: Program
    /// The version of kubectl.
    let version: SemanticVersion
    /// Where its server is.
    let url: String

    /// Has the server make its descriptions of the API, for which kubectl waits half a minute at
    /// most before it makes do with another one.
    func waitForDescriptions() async throws {
        for path in ["", "/apis/coordination.k8s.io/v1", "/apis/coordination.k8s.io/v1beta1"] {
            _ = try await APIClient(url: url).get("/openapi/v3\(path)")
        }
    }

    /// Runs a command: what one would type after `kubectl`, split at the blanks, and then
    /// `arguments`, which may have blanks; it reads `input`.
    func callAsFunction(
        _ command: String, _ arguments: String..., input: String = ""
    ) async throws -> ProgramResult {
        try await program.run(Self.words(of: command) + arguments, input: input)
    }

    /// Runs a command and expects that it ends as `expected` says.
    func callAsFunction(
        _ command: String, _ arguments: String..., input: String = "",
        gives expected: ProgramResult, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await program.run(Self.words(of: command) + arguments, input: input)
        #expect(result == expected, sourceLocation: sourceLocation)
    }

    /// Calls `body` with what a command writes that goes on for a while.
    func callAsFunction(
        _ command: String, whileRunning body: (inout RunningProgram) async throws -> Void
    ) async throws {
        _ = try await program.run(Self.words(of: command), whileRunning: body)
    }

    private static func words(of command: String) -> [String] {
        command.split(separator: " ").map(String.init)
    }
}
