import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

/// Notes the paths that it is asked, and what is done about each when the loop advances it.
private final class Diary: PlainHandler {
    private(set) var paths: [String] = []
    private var undoneCount = 0

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        let undoneBefore = undoneCount
        paths.append(request.target.path)
        undoneCount += 1
        return HTTPResponse(status: 200, body: Array("\(undoneBefore)".utf8))
    }

    func advance(to now: Timestamp) -> Timestamp? {
        undoneCount = 0
        return nil
    }
}

@Suite struct `Requests of several clients` {
    @Test func `find done what the ones before them set off`() throws {
        let server = try RunningLoop(Diary())
        let clients = try (0..<8).map { _ in try server.client() }

        server.whileBusy { for client in clients { client.get("/") } }

        #expect(clients.map { $0.receiveAnswer() } == Array(repeating: "200 0", count: 8))
    }

    @Test func `are not kept waiting by one who asks a thousand things at once`() throws {
        let server = try RunningLoop(Diary())
        let (greedy, modest) = (try server.client(), try server.client())

        server.whileBusy {
            greedy.send(String(repeating: "GET /more HTTP/1.1\r\nHost: x\r\n\r\n", count: 1000))
            modest.get("/once")
        }

        #expect(modest.receiveAnswer() == "200 0")
        let paths = try #require(server.ask { $0.paths })
        let turn = try #require(paths.firstIndex(of: "/once"))
        #expect(turn <= 32)
    }
}

@Suite struct `A watch` {
    @Test func `is told at once when no client wants anything else`() throws {
        // No time passes, so that none can be waited for.
        let server = try RunningLoop(NumberKeeper(), monotonic: { .zero })
        let (watch, writer) = (try server.client(), try server.client())
        watch.get("/watch")

        for number in [2, 4, 6] {
            writer.send("PUT /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(writer.receiveAnswer().hasPrefix("200"))
            #expect(watch.receive(until: "<\(number)>\r\n").hasSuffix("<\(number)>\r\n"))
        }
    }
}
