import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import Testing

/// The script on the page about races, with a Python that has the client.
@Suite(
    .enabled("no Python with the package kubernetes: .ci/run makes one, or PYTHON names one") {
        await PythonClient.python.value != nil
    }, .limited)
struct `The failover of the Python client in the documentation` {
    @Test func `is what the page shows`() async throws {
        let page = try #require(Documentation.article("Races"))
        let python = try #require(await PythonClient.python.value)
        try await withTemporaryFolder { folder in
            let elector = try #require(page.blocks(in: "python").first)
            try elector.write(
                to: folder.appending(path: "elector.py"), atomically: true, encoding: .utf8)
            let script = try #require(page.blocks(in: "bash").first)
            let shown = try #require(page.blocks(in: "text").first)
            try await withFakeAPIServer { server in
                let result = try await run(script, in: folder, with: python, server.url)

                #expect(result.status == 0, "\(result.output)\(result.errors)")
                #expect(Self.story(result.output) == Self.story(shown))
            }
        }
    }

    private func run(
        _ script: String, in folder: URL, with python: String, _ url: String
    ) async throws -> ProgramResult {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let bash = Program(path: "/bin/bash", environment: ["PATH": path])
        let start = "cd '\(folder.path())'\npython() { '\(python)' \"$@\"; }\n"
        return try await bash.run(["-c", start + script, "failover.sh", url])
    }

    /// What happens, whatever the versions are and however often it happens.
    ///
    /// Who leads says so in a thread of its own, which may come late.
    private static func story(_ output: String) -> Set<String> {
        let lines = output.split(separator: "\n").filter { !$0.hasSuffix(" leads") }
        return Set(lines.map { String($0).replacing(/version \d+/, with: "version") })
    }
}
