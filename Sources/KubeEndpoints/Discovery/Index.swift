import KubeHTTP1
import KubeJSON
import KubeRegistry

/// `GET /`: the paths that are served (IDX-001).
enum Index {
    private static let singlePaths = [
        "/metrics", "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/version",
    ]

    /// The document for what `catalog` offers and for the paths that stand beside it.
    static func respond(_ catalog: ResourceCatalog) -> HTTPResponse {
        let paths = groupPaths(catalog) + healthPaths + singlePaths
        let document: JSONValue = [
            "paths": .array(paths.map { JSONString($0) }.sorted().map { .string($0) })
        ]
        return HTTPResponse(
            document: JSONWriter.encode(document), ResponseFormat(.json, isPretty: true))
    }

    private static func groupPaths(_ catalog: ResourceCatalog) -> [String] {
        ["/api", "/apis", "/apis/"]
            + catalog.versions.groups.flatMap { group in
                let versions = catalog.versions.versions(ofGroup: group)
                guard !group.isEmpty else { return versions.map { "/api/\($0)" } }
                return ["/apis/\(group)"] + versions.map { "/apis/\(group)/\($0)" }
            }
    }

    private static var healthPaths: [String] {
        Health.Endpoint.allCases.flatMap { endpoint in
            ["/\(endpoint)"] + endpoint.checks.map { "/\(endpoint)/\($0)" }
        }
    }
}
