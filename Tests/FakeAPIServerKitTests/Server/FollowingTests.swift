import FakeAPIServerKit
import KubeSockets
import KubeTestSupport
import Testing

@Suite(.limited) struct `Who follows the requests of a running server` {
    @Test func `is told of each as it comes`() async throws {
        var options = ServerOptions()
        options.port = 0
        let server = try FakeAPIServer(options)
        let address = try #require(ListenAddress(url: server.url))
        try await onThread {
            let follower = try ClientConnection(to: address)
            let client = try ClientConnection(to: address)
            follower.get("/fake/requests", fields: "Accept: application/x-ndjson\r\n")
            #expect(follower.receive(until: "\r\n\r\n").contains("Transfer-Encoding: chunked"))
            for number in 1...3 {
                client.get("/readyz?\(number)")
                _ = client.receiveAnswer()
                let line = follower.receive(until: "\"outcome\":\"answered\"}\n")
                #expect(line.contains(#""path":"/readyz?\#(number)""#))
            }
        }
        await server.shutDown()
    }
}
