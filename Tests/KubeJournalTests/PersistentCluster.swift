import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeJournal
import KubeTestSupport
import KubeTime
import Testing

/// A cluster in process and its database, in which it keeps what a client has changed before the
/// client is told.
struct PersistentCluster {
    private var host: TestHost

    init(_ path: String, pagesMax: Int? = nil, electing: Bool = false, seed: UInt64 = 1) throws {
        let (journal, store) = try SQLiteJournal.open(path, pagesMax: pagesMax)
        host = try TestHost(
            electing ? .electing : ClusterOptions(), seed: seed, store: store,
            persistence: ClusterPersistence(journal))
        let isKept = keep()
        try #require(isKept)
    }

    /// The answer to a request about the leases of a namespace, once what it changed is kept.
    mutating func ask(
        _ method: String, _ path: String, _ body: String = "", in namespace: String = "default"
    ) throws -> HTTPResponse {
        let request = try request(method, path, body, in: namespace)
        let (response, _) = try host.answer(request)
        return keep() ? response : host.clusters.refuse(request, at: host.now)
    }

    /// What a watch from the version `resourceVersion` says at first.
    mutating func watch(from resourceVersion: Int) throws -> String {
        let path = "/apis/coordination.k8s.io/v1/leases?watch=1&resourceVersion=\(resourceVersion)"
        let (response, _) = try host.answer(try HTTPRequest("GET", path))
        return String(decoding: response.body, as: UTF8.self)
    }

    /// Lets time pass; what the cluster does by itself is kept, if that is possible.
    mutating func pass(_ duration: Duration) {
        host.now = host.now + duration
        host.advance()
        _ = keep()
    }

    /// Asks something, reads who held leases, and only then lets the change be kept, or undone.
    mutating func holdersBeforeKeeping(
        _ method: String, _ path: String, _ body: String
    ) throws -> [String] {
        _ = host.respond(to: try request(method, path, body))
        let holders = holders
        _ = keep()
        return holders
    }

    /// Who held leases, one after the other.
    var holders: [String] {
        mutating get {
            host.clusters.withCluster(.default) { $0.terms().map(\.holderIdentity) } ?? []
        }
    }

    /// The spec of the lease of the cluster's own coordinator.
    mutating func coordinatorLease() throws -> JSONValue {
        let response = try ask("GET", "/leader-election-controller", in: "kube-system")
        return try #require(try JSONParser.parse(response.body)["spec"])
    }

    /// Removes all objects; returns whether that could be kept.
    mutating func reset() -> Bool {
        let now = host.now
        _ = host.clusters.withCluster(.default) { $0.reset(at: now) }
        return keep()
    }

    /// Forgets the history; returns whether that could be kept.
    mutating func expireHistory(before revision: UInt64? = nil) -> Bool {
        _ = host.clusters.withCluster(.default) { try? $0.expireHistory(before: revision) }
        return keep()
    }

    /// The snapshot of the cluster.
    mutating func snapshot() throws -> String {
        let (response, _) = try host.answer(try HTTPRequest("GET", "/fake/snapshot"))
        return String(decoding: response.body, as: UTF8.self)
    }

    /// Restores a snapshot; returns whether that could be kept.
    mutating func restore(_ text: String) throws -> Bool {
        let (response, _) = try host.answer(
            try HTTPRequest("PUT", "/fake/snapshot", Array(text.utf8)))
        return keep() && response.status == 200
    }

    /// Closes the database, and so ends it.
    mutating func close() {
        host.clusters.close(at: host.now)
    }

    private mutating func keep() -> Bool { host.clusters.endKeeping(at: host.now) }

    private func request(
        _ method: String, _ path: String, _ body: String, in namespace: String = "default"
    ) throws -> HTTPRequest {
        try HTTPRequest(
            method, "/apis/coordination.k8s.io/v1/namespaces/\(namespace)/leases\(path)",
            Array(body.utf8), fields: ["Content-Type": "application/json"])
    }
}
