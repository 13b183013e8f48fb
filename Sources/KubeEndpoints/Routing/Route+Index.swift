import KubeJSON
import KubeRegistry

/// What `GET /` lists (IDX-001).
extension Route {
    /// The paths that a server of `versions` answers at, in order.
    static func listedPaths(_ versions: ServedVersions) -> [String] {
        let routes: [Route] =
            [.metrics, .version, .openAPIv2, .openAPIv3Index] + discovery(versions) + health
        return (routes.compactMap(\.path) + prefixes).map { JSONString($0) }.sorted().map(\.text)
    }

    /// Paths that upstream's router knows as beginnings of others.
    private static let prefixes = ["/openapi/v3/"]

    private static func discovery(_ versions: ServedVersions) -> [Route] {
        let documents = versions.groups.flatMap { group -> [Discovery.Document] in
            (group.isEmpty ? [] : [.group(group)])
                + versions.versions(ofGroup: group).map { .resources(group: group, version: $0) }
        }
        return ([.coreVersions, .groups, .plainGroups] + documents).map { .discovery($0) }
    }

    private static var health: [Route] {
        Health.Endpoint.allCases.flatMap { endpoint in
            [.health(endpoint)] + endpoint.checks.map { .healthCheck(endpoint, $0) }
        }
    }

    /// The path that leads here; nil for what no single path leads to.
    var path: String? {
        switch self {
        case .index: "/"
        case .health(let endpoint): "/\(endpoint)"
        case .healthCheck(let endpoint, let check): "/\(endpoint)/\(check)"
        case .metrics: "/metrics"
        case .version: "/version"
        case .openAPIv2: "/openapi/v2"
        case .openAPIv3Index: "/openapi/v3"
        case .openAPIv3(let key): "/openapi/v3/\(key)"
        case .discovery(.coreVersions): "/api"
        case .discovery(.groups): "/apis"
        case .discovery(.plainGroups): "/apis/"
        case .discovery(.group(let group)): "/apis/\(group)"
        case .discovery(.resources(group: "", let version)): "/api/\(version)"
        case .discovery(.resources(let group, let version)): "/apis/\(group)/\(version)"
        case .server, .resource, .missingVersion, .incomplete, .unknownInAPI, .unknown: nil
        }
    }
}
