import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import Testing

/// What readers see in the articles is what they get: each page is played on a server of its own.
@Suite(.enabled(if: Program.find("curl") != nil, "there is no curl in PATH"), .limited)
struct `Every session in the documentation` {
    @Test(
        arguments: Documentation.pages.filter { $0.path != "README.md" && !$0.sessions.isEmpty })
    func `is what a shell shows`(page: Documentation.Page) async throws {
        try await withServer { server in
            for command in page.sessions where Program.find(command.program) != nil {
                // Pages show the URL of a server that was started without flags.
                let output = try await Shell.run(command.line, server: server.url)
                    .replacing(server.url, with: "http://127.0.0.1:8080")
                #expect(
                    command.expects(output),
                    "\(page.path): \(command.line)\n\(output)\ninstead of\n\(command.output)")
            }
        }
    }

    @Test func `leaves out what three dots stand for`() {
        let command = SessionCommand(line: "", output: "a\n…\nd\n  …")
        #expect(command.expects("a\nb\nc\nd\ne\n"))
        #expect(command.expects("a\nd\n"))
        #expect(!command.expects("a\nb\nc\n"))
        #expect(!SessionCommand(line: "", output: "a").expects("a\nb\n"))
        #expect(SessionCommand(line: "", output: "").expects(""))
    }

    /// Runs `body` with the server that the article on the control API describes.
    private func withServer(_ body: (FakeAPIServer) async throws -> Void) async throws {
        let start = try #require(Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"],
            clock: .manual(startingAt: start), seed: 7, configure: { $0.electionEvents = true }
        ) { server in
            for (name, release) in [("one", "1.1.0"), ("two", "1.0.0")] {
                try await createCandidate(name, emulating: release, server, at: start)
            }
            try await body(server)
        }
    }

    private func createCandidate(
        _ name: String, emulating release: String, _ server: FakeAPIServer, at now: Timestamp
    ) async throws {
        let candidate = """
            {"metadata":{"name":"\(name)"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",\
            "emulationVersion":"\(release)","strategy":"OldestEmulationVersion",\
            "renewTime":"\(now.rfc3339)"}}
            """
        _ = try await Shell.run(
            "curl -sS --fail -H 'Content-Type: application/json' -d '\(candidate)' "
                + "$U/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates",
            server: server.url)
    }
}

/// A command that a page shows, and what it shows of its output.
private struct SessionCommand: Sendable {
    let line: String
    let output: String

    var program: String { line.split(separator: " ").first.map(String.init) ?? "" }

    /// Whether `text` is the output, where lines of three dots stand for any lines.
    func expects(_ text: String) -> Bool {
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown =
            output.isEmpty ? [] : output.split(separator: "\n", omittingEmptySubsequences: false)
        return Self.matches(shown[...], found.last == "" ? found.dropLast() : found[...])
    }

    private static func matches(
        _ shown: ArraySlice<Substring>, _ found: ArraySlice<Substring>
    ) -> Bool {
        guard let line = shown.first else { return found.isEmpty }
        guard line.drop(while: { $0 == " " }) == "…" else {
            return found.first == line && matches(shown.dropFirst(), found.dropFirst())
        }
        return (found.startIndex...found.endIndex).contains {
            matches(shown.dropFirst(), found[$0...])
        }
    }
}

extension Documentation.Page {
    /// The commands of all sessions of the page, in order.
    fileprivate var sessions: [SessionCommand] {
        blocks(in: "console").flatMap { block in
            ("\n" + block).components(separatedBy: "\n$ ").dropFirst().map { part in
                let lines = part.split(
                    separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
                return SessionCommand(
                    line: String(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
            }
        }
    }
}

/// The shell of a reader.
private enum Shell {
    /// What `line` writes on standard output; `U` is the URL of the server.
    static func run(_ line: String, server url: String) async throws -> String {
        try await withTemporaryFolder { home in
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            let bash = Program(
                path: "/bin/bash", environment: ["U": url, "PATH": path, "HOME": home.path()])
            return try await bash.run(["-c", line]).output
        }
    }
}
