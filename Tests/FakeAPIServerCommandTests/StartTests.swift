import FakeAPIServerKit
import Foundation
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A start` {
    private let fakeAPIServer = Program.built("fake-apiserver")

    @Test(arguments: ["0.0.0.0", "::"])
    func `tells an address that can be dialled, and that the server is open`(
        address: String
    ) async throws {
        try await fakeAPIServer.run(["--port=0", "--bind-address=\(address)"]) { program in
            let first = try await program.next()
            let url = try #require(first?.split(separator: " ").last.map(String.init))
            let version = try await APIClient(url: url).get("/version")
            let warning = try await program.first(with: "Open to the network")
            let expected =
                "Open to the network: it listens on \(address), and whoever reaches it can read and "
                + "change everything."

            #expect(version["major"] == "1")
            #expect(warning == expected)
        }
    }

    @Test func `tells when nobody can ask to be elected, in the log too`() async throws {
        let flags = ["--port=0", "--feature-gates=CoordinatedLeaderElection=true"]
        let warning =
            "no version of LeaseCandidate is served, so that nobody can ask to be elected: start the "
            + "server with --runtime-config=coordination.k8s.io/v1beta1=true"
        for (verbosity, start) in [("-v=0", "Elections: "), ("-v=2", "I")] {
            let line = try await fakeAPIServer.run(flags + [verbosity]) { program in
                try await program.first(with: warning)
            }.output
            #expect(line?.hasPrefix(start) == true)
        }
    }

    @Test func `on an address of this machine alone warns nobody`() async throws {
        try await fakeAPIServer.run(["--port=0"]) { program in
            for _ in 1...2 { _ = try await program.next() }
            program.stop()
            let last = try await program.next()

            #expect(last == nil)
        }
    }

    @Test func `removes its ready file when it is told to stop`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("ready")
        try await fakeAPIServer.run(["--port=0", "--ready-file=\(path)"]) { program in
            let line = try await program.next()
            let url = try #require(line?.split(separator: " ").last.map(String.init))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == url + "\n")

            program.stop()
            while try await program.next() != nil {}
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `on a port that is taken says how to get a free one`() async throws {
        let server = try FakeAPIServer(ServerOptions())
        let port = try #require(server.url.split(separator: ":").last)
        let result = try await fakeAPIServer.run(["--port=\(port)", "-v=0"])
        #expect(result.status == 1)
        #expect(
            result.errors == "Error: listen tcp 127.0.0.1:\(port): Address already in use; port 0 "
                + "(--port=0) takes a free one\n")
        await server.shutDown()
    }

    @Test func `ends by itself when nobody asks anything`() async throws {
        let (url, status) = try await fakeAPIServer.run(["--port=0", "--exit-when-idle=50ms"]) {
            program in
            let line = try await program.next()
            while try await program.next() != nil {}
            return line
        }
        #expect(url?.hasPrefix("fake-apiserver listens on http") == true)
        #expect(status == 0)
    }
}
