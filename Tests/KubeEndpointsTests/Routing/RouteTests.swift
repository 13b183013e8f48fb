import KubeHTTP1
import KubeRegistry
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

@Suite struct `A route` {
    private func route(_ path: String) throws -> Route {
        let target = try #require(RequestTarget(origin: path))
        return Route(
            target.segments, try RuntimeConfig(flagValues: []).servedVersions(emulating: nil))
    }

    @Test(arguments: [
        ("/", Route.index), ("/index.html", .index), ("/index.html/", .unknown),
        ("/readyz", .health(.readyz)), ("/readyz/", .healthCheck(.readyz, "")),
        ("/livez/poststarthook/x", .healthCheck(.livez, "poststarthook/x")),
        ("//healthz", .unknown), ("/metrics", .metrics), ("/metrics/", .unknown),
        ("/version", .version), ("/version//", .version), ("//version", .unknown),
        ("/version/x", .unknownInAPI),
        ("/openapi", .unknown), ("/openapi/v2", .openAPIv2), ("/openapi/v2/", .unknown),
        ("/openapi/v3", .openAPIv3Index), ("/openapi/v3/", .openAPIv3(key: "")),
        ("/openapi/v3/apis/g/v1", .openAPIv3(key: "apis/g/v1")),
        ("/api", .discovery(.coreVersions)), ("/api//", .discovery(.coreVersions)),
        ("/apis", .discovery(.groups)), ("/apis/", .discovery(.plainGroups)),
        ("/apis//", .unknown), ("//apis", .unknown),
        ("//apis/coordination.k8s.io/v1/leases", .unknown),
        ("/apis/g/v1/watch", .incomplete), ("//apis/g/v1/proxy//", .incomplete),
        ("/api/v1/watch/", .incomplete), ("/apis/g/watch", .unknown),
        ("/other/v1/watch", .unknown),
        ("/apis/coordination.k8s.io", .discovery(.group("coordination.k8s.io"))),
        (
            "/apis/coordination.k8s.io/v1",
            .discovery(.resources(group: "coordination.k8s.io", version: "v1"))
        ),
        ("/api/v1", .discovery(.resources(group: "", version: "v1"))),
        ("/api/v2", .unknownInAPI), ("/apis/coordination.k8s.io/v9", .unknownInAPI),
        ("/apis/g", .unknown), ("/apis//v1", .unknown), ("/other", .unknown),
    ])
    func `follows from the path`(path: String, expected: Route) throws {
        #expect(try route(path) == expected)
    }

    @Test func `tells what is missing where a version is not offered`() throws {
        let missing = try route("/apis/coordination.k8s.io/v9/leases")
        guard case .missingVersion(let info, inGroup: true) = missing else {
            Issue.record("\(missing)")
            return
        }
        #expect(info.resource == "leases")
        guard case .missingVersion(_, inGroup: false) = try route("/apis/g/v1/leases") else {
            Issue.record("the group is not offered")
            return
        }
    }

    @Test func `is found again by each path that the index lists`() throws {
        let versions = try RuntimeConfig(flagValues: ["api/all=true"])
            .servedVersions(emulating: nil)
        for path in Route.listedPaths(versions) {
            let target = try #require(RequestTarget(origin: path))
            #expect(Route(target.segments, versions).path == path)
        }
    }
}
