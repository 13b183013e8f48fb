import FakeAPIServerKit
import KubeCluster
package import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeSockets
import KubeStore
import KubeTime

/// A server that inputs are sent to: in this process, without sockets, under a clock of its own, so that
/// the same inputs always find the same.
///
/// It asks the handler as `HandlerPlay` does, but only for what is said at once, and without the library for
/// tests, which the fuzzer does not have.
package struct FuzzedServer {
    private let handler: HostHandler
    private var now = Self.start
    private var requestCount = 0

    /// All answers so far are kept when this is set.
    package var transcript: [UInt8]?

    /// 2026-01-01.
    private static let start = Timestamp(seconds: 1_767_225_600)

    /// The path of the namespace in which things are tried.
    static let namespace = "/namespaces/default"

    /// The object that patches change, though never for good.
    static let patched = "/apis/coordination.k8s.io/v1\(namespace)/leases/patched"

    /// How many requests come before everything begins anew, so that what is left behind stays little.
    private static let requestsMax = 20_000

    /// A server that elects, whose randomness begins with `seed`.
    package init(seed: UInt64 = 1) throws {
        let versions = ["v1alpha1", "v1alpha2", "v1beta1"]
        var options = ClusterOptions(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: versions.map { "coordination.k8s.io/\($0)=true" })
        options.clock = .manual(startingAt: Self.start)
        let settings = try ClusterSettings(options)
        let cluster = Cluster(settings, seed: seed, at: now)
        handler = HostHandler(
            ClusterHost(settings, default: cluster, seed: seed), monotonic: { .zero })
        begin()
    }

    private mutating func begin() {
        let lease = #"""
            {"metadata":{"name":"patched","labels":{"a":"b","c":"d"},"finalizers":["a/b","c/d"],
            "ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"p","uid":"1"}]},
            "spec":{"holderIdentity":"a","leaseDurationSeconds":15,"leaseTransitions":1,
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """#
        _ = ask(
            "POST", "/apis/coordination.k8s.io/v1\(Self.namespace)/leases", Array(lease.utf8),
            ["Content-Type": "application/json"])
    }

    /// Sends a request; returns the answer, or what there is of it at once where it goes on.
    package mutating func ask(
        _ method: String, _ path: String, _ body: [UInt8] = [], _ fields: HTTPFields = [:]
    ) -> HTTPResponse? {
        guard let target = RequestTarget(origin: path) else { return nil }
        return ask(HTTPRequest(method: method, target: target, fields: fields, body: body))
    }

    /// Sends a request; returns the answer, or what there is of it at once where it goes on.
    package mutating func ask(_ request: HTTPRequest) -> HTTPResponse? {
        requestCount += 1
        now = now + .milliseconds(1)
        let id = RequestID(index: 0)
        let answer = answer(in: handler.respond(to: request, as: id, at: now))
        handler.didAnswer(id, answer.map { .answered(status: $0.status) } ?? .clientGone, at: now)
        _ = handler.advance(to: now)
        note(answer)
        return answer
    }

    /// What a reply comes to at once.
    private func answer(in reply: HTTPReply) -> HTTPResponse? {
        switch reply.kind {
        case .complete(let response): return response
        case .stream(var response, let stream), .metered(var response, let stream),
            .pieces(var response, let stream):
            _ = handler.produce(stream, into: &response.body, at: now)
            handler.cancel(stream)
            return response
        case .wait(let wait):
            // What takes long is done as soon as nothing else is to be done.
            _ = handler.advance(to: now)
            if let reply = handler.resume(wait, at: now) { return answer(in: reply) }
            handler.abandon(wait)
            return nil
        case .end: return nil
        }
    }

    private mutating func note(_ answer: HTTPResponse?) {
        guard transcript != nil else { return }
        guard let answer else { transcript?.append(contentsOf: "none\n".utf8); return }
        transcript?.append(contentsOf: "\(answer.status)\n".utf8)
        for field in answer.fields {
            transcript?.append(contentsOf: "\(field.name): \(field.value)\n".utf8)
        }
        transcript?.append(contentsOf: answer.body)
    }

    /// Begins anew after many requests.
    mutating func rest() {
        guard requestCount > Self.requestsMax else { return }
        requestCount = 0
        _ = ask("POST", "/fake/reset")
        begin()
    }
}
