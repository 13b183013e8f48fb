import KubeHTTP1
import KubeTestSupport
import Testing

@testable import FakeAPIServerKit

@Suite struct `The names of a server` {
    /// The status of an answer to a client that calls the server by `host`.
    private func status(
        calling host: String, _ configure: (inout ServerOptions) -> Void = { _ in }
    ) async throws -> Int {
        var options = ServerOptions()
        options.port = 0
        configure(&options)
        let server = try FakeAPIServer(options)
        defer { server.stop() }
        let request = try HTTPRequest("GET", "/version", fields: ["Host": host])
        return try await onThread { try HTTPClient(url: server.url).send(request).status }
    }

    @Test func `on the loopback address are those of the machine for itself`() async throws {
        #expect(try await status(calling: "localhost:1") == 200)
        #expect(try await status(calling: "evil.example") == 421)
    }

    @Test func `are also those that are allowed`() async throws {
        #expect(try await status(calling: "api.test:1") { $0.allowedHosts = ["*.test"] } == 200)
    }

    @Test func `on the network are any, unless some are allowed`() throws {
        #expect(try isCalled("api") { $0.bindAddress = "0.0.0.0" })
        let configure: (inout ServerOptions) -> Void = {
            $0.bindAddress = "0.0.0.0"
            $0.advertiseAddress = "10.0.0.5"
            $0.allowedHosts = ["api"]
        }
        #expect(try isCalled("api", configure))
        #expect(try isCalled("10.0.0.5:8080", configure))
        #expect(try !isCalled("evil.example", configure))
    }

    /// Whether a client may call a server with such options `host`.
    private func isCalled(
        _ host: String, _ configure: (inout ServerOptions) -> Void
    ) throws -> Bool {
        var options = ServerOptions()
        configure(&options)
        var request = try HTTPRequest("GET", "/version", fields: ["Host": host])
        request.address = "10.0.0.1"
        var pages = options.pageGuard
        return pages.refusal(of: request) == nil
    }
}
