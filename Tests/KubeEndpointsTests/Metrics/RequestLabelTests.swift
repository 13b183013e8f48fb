import KubeHTTP1
import KubeRegistry
import KubeTestSupport
import Testing

@testable import KubeEndpoints

@Suite struct `What a request is counted as` {
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// The labels of a request that differ between requests to a resource.
    private func labels(
        _ method: String, _ path: String, _ fields: HTTPFields = [:]
    ) throws -> String? {
        let catalog = ResourceCatalog(
            try RuntimeConfig(flagValues: []).servedVersions(emulating: nil))
        let noted = NotedRequest(try HTTPRequest(method, path, [], fields: fields), catalog)
        guard let labels = noted.labels else { return nil }
        let pairs = labels.variant.labels(labels.served.kind, labels.served.resource)
        let texts = Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) })
        let names = ["verb", "resource", "subresource", "scope"]
        return (names.compactMap { texts[$0] } + [labels.variant.dryRun.name])
            .joined(separator: ",")
    }

    @Test(arguments: [
        ("GET", "\(leases)/a", "GET,leases,,resource,"),
        ("GET", leases, "LIST,leases,,namespace,"),
        ("GET", "/apis/coordination.k8s.io/v1/leases", "LIST,leases,,cluster,"),
        ("GET", "\(leases)?watch=1", "WATCH,leases,,namespace,"),
        ("POST", leases, "POST,leases,,resource,"),
        ("POST", "\(leases)?dryRun=All", "POST,leases,,resource,All"),
        ("POST", "\(leases)?dryRun=Some", "POST,leases,,resource,invalid"),
        ("PUT", "\(leases)/a", "PUT,leases,,resource,"),
        ("DELETE", "\(leases)/a", "DELETE,leases,,resource,"),
        ("DELETE", leases, "DELETECOLLECTION,leases,,namespace,"),
        ("PUT", "/api/v1/namespaces/a/finalize", "PUT,namespaces,finalize,resource,"),
        ("GET", "/api/v1/namespaces", "LIST,namespaces,,cluster,"),
        ("GET", "/api/v1/pods", "LIST,pods,,cluster,"),
    ])
    func `is what kube-apiserver calls it`(
        method: String, path: String, expected: String
    ) throws {
        #expect(try labels(method, path) == expected)
    }

    @Test(arguments: [
        ("application/merge-patch+json", "PATCH"), ("application/apply-patch+yaml", "APPLY"),
    ])
    func `tells an applied configuration from a patch`(type: String, verb: String) throws {
        #expect(
            try labels("PATCH", "\(Self.leases)/a", ["Content-Type": type])
                == "\(verb),leases,,resource,")
    }

    @Test(arguments: [
        ("BREW", leases), ("GET", "/apis/coordination.k8s.io/v1/namespaces/default/coffees"),
        ("GET", "/apis/no.example.com/v1/things"), ("GET", "\(leases)/a/parts"),
        ("GET", "/healthz"), ("GET", "/metrics"),
    ])
    func `is nothing where there is no such thing, so that nobody can let the metrics grow`(
        method: String, path: String
    ) throws {
        #expect(try labels(method, path) == nil)
    }
}
