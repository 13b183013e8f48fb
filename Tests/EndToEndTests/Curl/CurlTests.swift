import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import Testing

@Suite(
    .enabled(if: Program.find("curl") != nil, "there is no curl in PATH"), .limited)
struct `The curl command` {
    private let lease = #"{"metadata":{"name":"one"},"spec":{"holderIdentity":"alice"}}"#
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    @Test func `gets JSON that a person can read`() async throws {
        try await withCurl { curl in
            let result = try await curl(["\(leases)?limit=500"])
            #expect(
                result
                    == .success(
                        """
                        {
                          "kind": "LeaseList",
                          "apiVersion": "coordination.k8s.io/v1",
                          "metadata": {
                            "resourceVersion": "5"
                          },
                          "items": []
                        }
                        """))
        }
    }

    @Test func `gets JSON without any header too`() async throws {
        try await withCurl { curl in
            let result = try await curl(["-H", "Accept:", "-H", "User-Agent:", leases])
            #expect(
                result
                    == .success(
                        #"{"kind":"LeaseList","apiVersion":"coordination.k8s.io/v1","#
                            + #""metadata":{"resourceVersion":"5"},"items":[]}"# + "\n"))
        }
    }

    @Test func `gets a form refused`() async throws {
        try await withCurl { curl in
            let result = try await curl(["-w", " %{http_code}", "-d", lease, leases])
            #expect(result.output.hasSuffix("\n} 415"))
            #expect(
                result.output.contains(
                    "the body of the request was in an unknown format - accepted media types "
                        + "include: application/json, application/yaml, "
                        + "application/vnd.kubernetes.protobuf"))
        }
    }

    @Test func `writes JSON and YAML`() async throws {
        try await withCurl { curl in
            let status = ["-s", "-o", "/dev/null", "-w", "%{http_code}"]
            let json = ["-H", "Content-Type: application/json", "-d", lease]
            let yaml = ["-H", "Content-Type: application/yaml", "-d", "metadata: {name: two}"]
            for (arguments, answer) in [
                (json + [leases], "201"), (json + [leases], "409"), (yaml + [leases], "201"),
                (["-X", "DELETE", leases], "200"), (["\(leases)/one"], "404"),
            ] {
                let result = try await curl(status + arguments)
                #expect(result == .success(answer))
            }
        }
    }

    @Test func `gets large lists compressed when it asks for that`() async throws {
        try await withCurl { curl in
            let note = String(repeating: "x", count: 200_000)
            let large = #"{"metadata":{"name":"one","annotations":{"note":"\#(note)"}}}"#
            let json = ["-H", "Content-Type: application/json", "-d", "@-"]
            #expect(try await curl(json + [leases], input: large).status == 0)

            let size = ["-o", "/dev/null", "-w", "%{size_download}"]
            let plain = try await curl(size + [leases])
            let compressed = try await curl(size + ["--compressed", leases])
            #expect(try #require(Int(plain.output)) > note.utf8.count)
            #expect(try #require(Int(compressed.output)) < 10_000)
            let encoding = ["-H", "Accept-Encoding: gzip", "--compressed"]
            #expect(try await curl(encoding + [leases]) == curl([leases]))
        }
    }

    /// Calls `body` with curl for paths of a new server; the last argument is the path.
    private func withCurl(
        _ body: (Curl) async throws -> Void
    ) async throws {
        let program = Program(path: try #require(Program.find("curl")))
        try await withFakeAPIServer { server in
            try await body(Curl(program: program, url: server.url))
        }
    }
}

/// curl, set to one server.
private struct Curl: Sendable {
    let program: Program
    let url: String

    /// Asks for the path that is the last of `arguments`.
    func callAsFunction(_ arguments: [String], input: String = "") async throws -> ProgramResult {
        let path = arguments.last ?? ""
        return try await program.run(
            ["-sS"] + arguments.dropLast() + [url + path], input: input)
    }
}
