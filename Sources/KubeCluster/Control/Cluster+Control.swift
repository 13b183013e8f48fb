import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// What a test does to a cluster, beside what Kubernetes offers: the paths below `/fake/`.
///
/// Each endpoint is an extension in a file of its own; this one says which path leads to which.
extension Cluster {
    /// What `GET /fake/` tells.
    static let controlPaths: [(path: String, summary: String)] = [
        ("/fake/clock", "GET shows the time; POST advances it or changes what moves it"),
        ("/fake/elections", "GET explains all elections"),
        ("/fake/elections/{namespace}/{lease}", "GET explains the elections for a lease"),
        (
            "/fake/leases/{namespace}/{lease}/{verb}",
            "POST does something in place of the holder: expire, release, steal, freeze, thaw"
        ),
        ("/fake/reset", "POST removes all objects"),
        (
            "/fake/terms",
            "GET tells who held each lease from when to when, in a namespace, or of a lease"
        ),
    ]

    /// Answers a request whose path begins with `/fake`.
    mutating func control(
        _ request: HTTPRequest, at wall: Timestamp
    ) -> HTTPReply<ClusterWait, WatchStream> {
        do throws(StatusError) {
            var request = try ControlRequest(request)
            return try control(&request, at: wall)
        } catch {
            return .complete(HTTPResponse(control: error))
        }
    }

    private mutating func control(
        _ request: inout ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPReply<ClusterWait, WatchStream> {
        switch request.path.first {
        case nil: return .complete(try controlIndex(request))
        case "clock" where request.path.count == 1: return try clock(&request, at: wall)
        case "elections": return .complete(try elections(request, at: wall))
        case "leases": return .complete(try lease(&request, at: wall))
        case "terms" where request.path.count == 1: return .complete(try terms(request))
        case "reset" where request.path.count == 1:
            return .complete(try reset(&request, at: wall))
        default: throw request.unknownPath
        }
    }

    private func controlIndex(_ request: ControlRequest) throws(StatusError) -> HTTPResponse {
        try request.check("GET")
        try request.end()
        let paths = (Self.controlPaths + ClusterHost.controlPaths).sorted { $0.path < $1.path }
        return HTTPResponse(control: .object(JSONObject(paths.map { ($0, .string($1)) })))
    }

    private mutating func reset(
        _ request: inout ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        try request.check("POST")
        try request.end()
        reset(at: wall)
        return HTTPResponse(
            control: ["resourceVersion": .string(String(api.registry.store.revision))])
    }
}
