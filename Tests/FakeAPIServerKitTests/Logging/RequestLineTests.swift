import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Logging
import Synchronization
import Testing

@Suite struct `The log line of a request` {
    private let log = ClusterLog(level: .debug)
    private let now = Timestamp.epoch

    private static let lease = "/apis/coordination.k8s.io/v1/namespaces/default/leases/a"

    /// The line about a request that is answered after a millisecond and 500 microseconds.
    private func line(
        _ method: String = "GET", _ path: String = lease, from address: String = "127.0.0.1",
        outcome: AnswerOutcome = .answered(status: 200)
    ) throws -> String {
        var host = try TestHost(at: now).clusters
        host.logger = log.logger
        let ticks = Ticks()
        let handler = HostHandler(host, monotonic: ticks.next)
        var request = try HTTPRequest(
            method, path, [], fields: ["User-Agent": "curl/8", "Audit-Id": "my-id"])
        (request.address, request.port) = (address, 4711)
        let id = RequestID(index: 0)
        _ = handler.respond(to: request, as: id, at: now)
        handler.didAnswer(id, outcome, at: now)
        return try #require(log.lines(saying: "HTTP").last)
    }

    /// A clock that goes on by 750 microseconds whenever somebody looks.
    private final class Ticks: Sendable {
        private let count = Mutex(0)

        @Sendable func next() -> Duration {
            count.withLock { count in
                count += 1
                return .microseconds(750) * count
            }
        }
    }

    @Test func `has the fields that kube-apiserver has`() throws {
        #expect(
            try line(outcome: .answered(status: 404))
                == "HTTP: URI=\(Self.lease) audit-ID=my-id latency=1.5ms resp=404 "
                + "srcIP=127.0.0.1:4711 userAgent=curl/8 verb=GET")
    }

    @Test(arguments: [("::1", "[::1]:4711"), ("", "@")])
    func `names the client as Go does`(address: String, text: String) throws {
        #expect(try line(from: address).contains("srcIP=\(text) "))
    }

    @Test func `says what became of the answer where there is none`() throws {
        #expect(try line(outcome: .clientGone).contains(" outcome=clientGone resp=0 "))
    }

    @Test func `has no audit ID when it is about the control API`() throws {
        let line = try line("GET", "/fake/clock")

        #expect(line.hasPrefix("HTTP: URI=/fake/clock audit-ID= latency="))
    }

    @Test(arguments: [
        ("GET", "/apis/coordination.k8s.io/v1/leases", "LIST"),
        ("GET", "/apis/coordination.k8s.io/v1/leases?watch=true", "WATCH"),
        ("GET", "/apis/no.example.com/v1/things", "LIST"), ("HEAD", "/healthz", "GET"),
        ("PUT", lease, "PUT"), ("BREW", "/coffee", "BREW"),
    ])
    func `calls what is asked for as kube-apiserver does`(
        method: String, path: String, verb: String
    ) throws {
        #expect(try line(method, path).hasSuffix(" verb=\(verb)"))
    }
}
