import FakeAPIServerKit
import KubeRegistry
import KubeTestSupport
import Testing

@testable import fake_apiserver

@Suite(.limited) struct `The health command` {
    private let fakeAPIServer = Program.built("fake-apiserver")

    @Test func `says that a server is ready`() async throws {
        let server = try FakeAPIServer(ServerOptions())
        for url in [server.url, server.url + "/", server.url + "/as/me"] {
            let result = try await fakeAPIServer.run(["health", "--server", url])
            #expect(result.status == 0)
            #expect(result.output == "ok\n")
        }
        await server.shutDown()
    }

    @Test func `says why a server is not ready`() async throws {
        let server = try FakeAPIServer(ServerOptions())
        let url = server.url
        let missing = try await fakeAPIServer.run(["health", "--server=\(url)/nowhere"])
        #expect(missing.status == 1)
        #expect(
            missing.errors.hasPrefix(
                "Error: the server \(url)/nowhere is not ready: it answers 404: "))
        await server.shutDown()

        let gone = try await fakeAPIServer.run(["health", "--server=\(url)"])
        #expect(gone.status == 1)
        #expect(gone.errors == "Error: the server \(url) is not ready: Connection refused\n")
    }

    @Test(arguments: [
        ([:], "http://127.0.0.1:8080"),
        (["FAKE_APISERVER_PORT": "7"], "http://127.0.0.1:7"),
        (["FAKE_APISERVER_PORT": "7", "FAKE_APISERVER_SERVER": "http://a"], "http://a"),
    ])
    func `finds the server by itself`(environment: [String: String], url: String) throws {
        #expect(try HealthCommand([], environment: environment).server == url)
        let given = try HealthCommand(["--server", "http://b"], environment: environment)
        #expect(given.server == "http://b")
    }

    @Test(arguments: ["https://127.0.0.1", "127.0.0.1:8080", "", "http://"])
    func `refuses what is no URL of plain HTTP`(url: String) {
        let error = #expect(throws: HealthError.self) { try ServerProbe(url) }
        #expect(error?.reason == "that is no URL such as http://127.0.0.1:8080")
    }

    @Test(arguments: [["--url=a"], ["--server"], ["now"]])
    func `refuses other arguments`(arguments: [String]) {
        #expect(throws: FlagError.self) { try HealthCommand(arguments, environment: [:]) }
    }
}
