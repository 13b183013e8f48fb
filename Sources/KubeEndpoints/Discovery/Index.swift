import KubeHTTP1
import KubeJSON
import KubeRegistry

/// `GET /`: the paths that there are (IDX-001).
enum Index {
    /// The document about a server of `versions`.
    static func document(_ versions: ServedVersions) -> HTTPResponse {
        let paths = Route.listedPaths(versions)
        return HTTPResponse(
            document: JSONWriter.encode(["paths": .strings(paths)]),
            ResponseFormat(.json, isPretty: true))
    }
}
