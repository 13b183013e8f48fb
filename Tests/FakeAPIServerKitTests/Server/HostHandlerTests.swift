import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A request to a host` {
    private let handler: HostHandler
    private let log = RequestLog(of: ["verb", "URI", "resp", "outcome"])
    private let now = Timestamp.epoch
    private let id = RequestID(index: 0)

    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    init() throws {
        var host = try TestHost(at: now).clusters
        host.logger = log.logger
        handler = HostHandler(host)
    }

    private func ask(_ method: String, _ path: String, as id: RequestID) throws -> HTTPReply {
        handler.respond(to: try HTTPRequest(method, path), as: id, at: now)
    }

    /// How often requests were counted, by metric and status.
    private func counts() throws -> [String] {
        let reply = try ask("GET", "/metrics", as: RequestID(index: 9))
        guard case .complete(let response) = reply.kind else { return [] }
        return String(decoding: response.body, as: UTF8.self).split(separator: "\n")
            .filter { $0.contains(#"resource="leases""#) }
            .filter {
                $0.hasPrefix("apiserver_request_total{") || $0.hasPrefix("apiserver_request_aborts")
            }
            .map { line in
                let code = line.split(separator: "code=\"").last?.prefix(3) ?? ""
                let isAnswered = line.hasPrefix("apiserver_request_total")
                return "\(isAnswered ? code : "none") \(line.split(separator: " ").last ?? "")"
            }
    }

    @Test func `is logged and counted once its answer is final`() throws {
        _ = try ask("GET", "\(Self.leases)?limit=1", as: id)
        #expect(log.all == [])
        #expect(try counts() == [])

        handler.didAnswer(id, .answered(status: 200), at: now)

        #expect(log.all == ["LIST \(Self.leases)?limit=1 200 "])
        #expect(try counts() == ["200 1"])
    }

    @Test func `is logged and counted by the status that its client has got`() throws {
        _ = try ask("GET", Self.leases, as: id)

        handler.didAnswer(id, .answered(status: 503), at: now)

        #expect(log.all == ["LIST \(Self.leases) 503 "])
        #expect(try counts() == ["503 1"])
    }

    @Test(arguments: [
        (AnswerOutcome.clientGone, "clientGone"), (.cut, "cut"), (.ended, "serverEnded"),
    ])
    func `has no status when nobody has got an answer`(
        outcome: AnswerOutcome, text: String
    ) throws {
        _ = try ask("GET", Self.leases, as: id)

        handler.didAnswer(id, outcome, at: now)

        #expect(log.all == ["LIST \(Self.leases) 0 \(text)"])
        #expect(try counts() == ["none 1"])
    }

    @Test func `that waits is logged once, when it no longer does`() throws {
        let reply = try ask("GET", "\(Self.leases)?resourceVersion=999", as: id)
        guard case .wait(let wait) = reply.kind else {
            Issue.record("it does not wait")
            return
        }
        #expect(handler.resume(wait, at: now) == nil)
        #expect(log.all == [])

        handler.abandon(wait)
        handler.didAnswer(id, .clientGone, at: now)

        #expect(log.all == ["LIST \(Self.leases)?resourceVersion=999 0 clientGone"])
        #expect(try counts() == ["none 1"])
    }

    @Test func `that is a watch is logged as one when its head is taken`() throws {
        let reply = try ask("GET", "\(Self.leases)?watch=true", as: id)
        guard case .stream(_, let stream) = reply.kind else {
            Issue.record("it does not stream")
            return
        }

        handler.didAnswer(id, .answered(status: 200), at: now)
        handler.cancel(stream)

        #expect(log.all == ["WATCH \(Self.leases)?watch=true 200 "])
        #expect(try counts() == ["200 1"])
    }

    @Test func `is counted nowhere when its cluster is deleted meanwhile`() throws {
        _ = try handler.host.createCluster(named: "a", at: now)
        _ = try ask("GET", "/clusters/a\(Self.leases)", as: id)
        try handler.host.deleteCluster(named: "a")

        handler.didAnswer(id, .answered(status: 200), at: now)

        #expect(log.all == ["LIST /clusters/a\(Self.leases) 200 "])
        #expect(try counts() == [])
    }

    @Test func `is noted once its answer is final`() throws {
        _ = try ask("GET", Self.leases, as: id)
        #expect(handler.host.withCluster(.default) { $0.requests().count } == 0)

        handler.didAnswer(id, .answered(status: 200), at: now)

        #expect(
            handler.host.withCluster(.default) { $0.requests().map(\.outcome) } == [.answered])
    }

    @Test(arguments: [
        ("GET", "/apis/coordination.k8s.io/v1/leases", true), ("POST", "/fake/reset", true),
        ("GET", "/fake/terms", true), ("POST", "/fake/clock", false),
        ("POST", "/fake/clusters", false), ("POST", "/clusters/none/fake/reset", false),
    ])
    func `says whether it can be undone`(method: String, path: String, isUndoable: Bool) throws {
        var request = try HTTPRequest(method, path)
        if path == "/fake/clock" { request.body = Array(#"{"mode":"manual"}"#.utf8) }

        #expect(handler.respond(to: request, as: id, at: now).isUndoable == isUndoable)
    }
}
