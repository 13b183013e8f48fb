import FakeAPIServerKit
import Foundation
import KubeTestSupport
import Logging
import Testing

@Suite(.serialized, .needsDatabase) struct `A server whose disk fails` {
    private let directory: TemporaryFolder

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `tells its client, its log and its metrics the same`() async throws {
        var options = ServerOptions()
        options.port = 0
        options.sqlitePath = directory.file("test.sqlite")
        let log = RequestLog(of: ["verb", "resp"])
        let server = try FakeAPIServer(options, logger: log.logger)
        let client = try LeaseClient(url: server.url)

        let created = try client.create("a", 1)
        try FileManager.default.removeItem(atPath: directory.path)
        let refused = try client.create("b", 2)

        #expect(created.status == 201)
        #expect(refused.status == 500)
        // Asked over the same loop, so that it has noted what came before.
        let metrics = try client.metrics()
        #expect(log.all.filter { $0.hasPrefix("POST") } == ["POST 201", "POST 500"])
        let counts = metrics.split(separator: "\n").filter {
            $0.hasPrefix("apiserver_request_total") && $0.contains(#"verb="POST""#)
        }
        #expect(counts.count == 2)
        for code in [201, 500] {
            #expect(counts.contains { $0.contains(#"code="\#(code)""#) && $0.hasSuffix(" 1") })
        }
        let requests = try await server.requests(RequestMatch(method: "POST"))
        #expect(requests.map(\.status) == [201, 500])
        #expect(requests.map(\.committedVersion) == [6, nil])
        #expect(requests.map(\.reason) == [nil, "InternalError"])
        await server.shutDown()
    }
}
