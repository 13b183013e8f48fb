import KubeJSON
import Logging
import Synchronization
import Testing

@testable import FakeAPIServerKit

/// What a handler has written.
private final class Written: Sendable {
    private let lines = Mutex<[String]>([])

    var last: String { lines.withLock { $0.last ?? "" } }

    var count: Int { lines.withLock(\.count) }

    @Sendable func append(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite struct `A log line for people` {
    private let written = Written()

    private func logger(verbosity: Int) -> Logger {
        Logger(label: "fake-apiserver") {
            KlogHandler(label: $0, verbosity: verbosity, write: written.append)
        }
    }

    /// What stands behind the head of the last line.
    private var text: String? {
        written.last.split(separator: "] ", maxSplits: 1).last.map { String($0) }
    }

    @Test func `has kube-apiserver's fields where it has them, and the others by name`() {
        logger(verbosity: 4).debug(
            "HTTP",
            metadata: [
                "resp": .stringConvertible(200), "URI": "/api", "verb": "GET", "latency": "1.2ms",
                "srcIP": "127.0.0.1:4711", "audit-ID": "1-2", "userAgent": "curl/8",
                "clusterTime": "now", "cluster": "b", "zebra": "z", "ant": .stringConvertible(true),
            ])

        #expect(
            text
                == #""HTTP" verb="GET" URI="/api" latency="1.2ms" userAgent="curl/8" "#
                + #"audit-ID="1-2" srcIP="127.0.0.1:4711" resp=200 ant=true zebra="z" "#
                + #"cluster="b" clusterTime="now""# + "\n")
    }

    @Test func `is one line, whatever clients send`() {
        logger(verbosity: 4).debug("a\nb", metadata: ["userAgent": "x\"\nE1121 y\u{1b}[0m"])

        #expect(text == #""a\nb" userAgent="x\"\nE1121 y\x1b[0m""# + "\n")
    }

    @Test func `says how grave it is`() {
        let logger = logger(verbosity: 0)

        logger.error("failed")
        #expect(written.last.hasPrefix("E"))
        logger.warning("odd")
        #expect(written.last.hasPrefix("W"))
    }

    @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3), (9, 3)])
    func `is there from its level on`(verbosity: Int, count: Int) {
        let logger = logger(verbosity: verbosity)

        logger.debug("a request")
        logger.info("a change")
        logger.error("a surprise")

        #expect(written.count == count)
    }
}

@Suite struct `A log line in JSON` {
    private let written = Written()

    private func logger(verbosity: Int = 4) -> Logger {
        Logger(label: "fake-apiserver") { _ in
            JSONLogHandler(verbosity: verbosity, write: written.append)
        }
    }

    private func object() throws -> JSONObject {
        try #require(try JSONParser.parse(Array(written.last.utf8)).object)
    }

    @Test func `has the members of Kubernetes' components, in their order`() throws {
        logger().debug(
            "HTTP", metadata: ["resp": .stringConvertible(200), "verb": "GET", "cluster": "b"])

        let object = try object()
        #expect(object.map(\.key) == ["ts", "caller", "msg", "v", "verb", "resp", "cluster"])
        #expect(object["msg"] == "HTTP")
        #expect(object["v"] == 4)
        #expect(object["resp"] == 200)
        #expect(object["verb"] == "GET")
        let caller = try #require(object["caller"]?.string)
        #expect(caller.wholeMatch(of: /FakeAPIServerKitTests\/LogHandlerTests.swift:\d+/) != nil)
        #expect(try /\{"ts":\d{13}(\.\d+)?,.*/.prefixMatch(in: written.last) != nil)
        #expect(written.last.hasSuffix("}\n"))
    }

    @Test func `has no verbosity when it is an error`() throws {
        logger().error("failed")

        #expect(try object().map(\.key) == ["ts", "caller", "msg"])
    }

    @Test func `is one line, whatever clients send`() throws {
        logger().info("a\nb", metadata: ["userAgent": "x\"\n\u{1b}\u{2028}"])

        #expect(written.last.count { $0.isNewline } == 1)
        #expect(try object()["userAgent"] == "x\"\n\u{1b}\u{2028}")
    }
}
