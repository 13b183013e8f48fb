import FakeAPIServerKit
import Foundation
import KubeTestSupport
import Logging
import Synchronization
import Testing

/// Notes how requests were answered, as the log tells it: `POST 201`.
private final class AnswerLog: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock(\.self) }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: AnswerLog
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            guard event.message == "HTTP", let fields = event.metadata else { return }
            let line = ["verb", "resp"].map { fields[$0]?.description ?? "" }
            log.lines.withLock { $0.append(line.joined(separator: " ")) }
        }
    }
}

@Suite(.serialized) struct `A server whose disk fails` {
    private let directory: TemporaryFolder

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `tells its client, its log and its metrics the same`() async throws {
        var options = ServerOptions()
        options.port = 0
        options.sqlitePath = directory.file("test.sqlite")
        let log = AnswerLog()
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
            $0.hasPrefix("apiserver_request_") && $0.contains(#"verb="POST""#)
        }
        #expect(counts.count == 2)
        for code in [201, 500] {
            #expect(counts.contains { $0.contains(#"code="\#(code)""#) && $0.hasSuffix(" 1") })
        }
        await server.shutDown()
    }
}
