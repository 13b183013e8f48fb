import FakeAPIServerKit
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

@Suite(.limited) struct `The date of a refusal` {
    private static let long = String(repeating: "a", count: 2_000_000)

    @Test(arguments: [
        "nonsense\r\n\r\n", "GET /\(long) HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nA: \(long)\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "GET /clusters/nobody/api HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ]) func `is the cluster's, whatever is refused`(request: String) async throws {
        var options = ServerOptions()
        options.port = 0
        options.clock = .manual(startingAt: Timestamp(rfc3339: "2030-01-01T00:00:00Z"))
        let server = try FakeAPIServer(options)
        let address = try #require(ListenAddress(url: server.url))
        try await onThread {
            let client = try ClientConnection(to: address)
            client.send(request)
            let head = client.receive(until: "\r\n\r\n")
            #expect(head.hasPrefix("HTTP/1.1 4"))
            #expect(head.contains("\r\nDate: Tue, 01 Jan 2030 00:00:00 GMT\r\n"))
        }
        await server.shutDown()
    }
}
