import KubeHTTP1
import Testing

@testable import KubeEndpoints

@Suite struct `The path of a request` {
    /// What the path of a request means, in one line; nil when it names no resource.
    private func meaning(_ path: String) throws -> String? {
        let target = try #require(RequestTarget(origin: path))
        guard let info = RequestInfo(target.segments) else { return nil }
        return (info.isWatchPath ? "watch " : "") + "\(info.group)|\(info.version)|\(info.resource)"
            + "|\(info.namespace ?? "-")|\(info.name ?? "-")|\(info.subresource)"
    }

    // URL-001 and following
    @Test(arguments: [
        ("/apis/g/v1/leases", "g|v1|leases|-|-|"),
        ("/apis/g/v1/namespaces/lab/leases", "g|v1|leases|lab|-|"),
        ("/apis/g/v1/namespaces/lab/leases/", "g|v1|leases|lab|-|"),
        ("/apis/g/v1/namespaces/lab/leases/a", "g|v1|leases|lab|a|"),
        ("/apis/g/v1/namespaces/lab/leases/a/status", "g|v1|leases|lab|a|status"),
        ("/apis/g/v1/namespaces/lab/leases/a%2Fstatus", "g|v1|leases|lab|a|status"),
        ("/apis/g/v1/watch/leases", "watch g|v1|leases|-|-|"),
        ("/apis/g/v1/watch/namespaces/lab/leases/a", "watch g|v1|leases|lab|a|"),
        ("/api/v1/namespaces", "|v1|namespaces|-|-|"),
        ("/api/v1/namespaces/lab", "|v1|namespaces|-|lab|"),
        ("/api/v1/namespaces/lab/status", "|v1|namespaces|-|lab|status"),
        ("/api/v1/namespaces/lab/finalize", "|v1|namespaces|-|lab|finalize"),
        ("/api/v1/namespaces/lab/events", "|v1|events|lab|-|"),
        ("/api/v1/watch/namespaces/lab", "watch |v1|namespaces|-|lab|"),
    ])
    func `names a resource`(path: String, expected: String) throws {
        #expect(try meaning(path) == expected)
    }

    @Test(arguments: [
        "/", "/api", "/api/v1", "/apis", "/apis/g", "/apis/g/v1", "/apis/g/v1/", "/healthz",
        "/apis/g/v1/watch", "/apis/g/v1/leases/a/b/c", "/apis/g/v1/namespaces/lab/leases/a/b/c",
        "/other/g/v1/leases", "//",
    ])
    func `may name none`(path: String) throws {
        #expect(try meaning(path) == nil)
    }
}
