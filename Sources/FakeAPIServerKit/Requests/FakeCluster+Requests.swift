import KubeAPI
public import KubeCluster
import KubeHTTP1
import KubeJSON

/// What clients have asked a cluster, and under which names.
extension FakeClusterHandle {
    /// The base URL of the cluster for a client called `client`: `…/as/a`.
    ///
    /// A client that asks below it is told from others by its name: up to 63 letters, digits, dots,
    /// underscores and dashes. With another name every request is answered 404.
    public func url(as client: String) -> String { "\(cluster.url)/as/\(client)" }

    /// The requests whose answers are final, in that order: as many of the last ones as are remembered.
    public var requests: [RecordedRequest] {
        get async throws(FakeAPIServerError) { try await requests(.any) }
    }

    /// The same, but only those that satisfy `match` and came after the one with the number `id`.
    ///
    /// Throws when `match` asks for something that no request can be, such as an unknown verb.
    public func requests(
        _ match: RequestMatch, after id: RecordedRequest.ID = 0
    ) async throws(FakeAPIServerError) -> [RecordedRequest] {
        let path = FakeCluster.requestPath(match, after: id)
        return try await cluster.connection.ask("GET", path) {
            $0["requests"]?.array?.compactMap(RecordedRequest.init)
        }
    }

    /// Forgets the requests so far.
    public func forgetRequests() async throws(FakeAPIServerError) {
        try await cluster.connection.ask("DELETE", "/fake/requests")
    }
}

extension FakeCluster {
    /// Where the requests are told that satisfy `match` and came after the one with the number `id`.
    static func requestPath(_ match: RequestMatch, after id: RecordedRequest.ID) -> String {
        let query = match.parameters.map { "&\($0.name)=\($0.value.percentEncoded)" }.joined()
        return "/fake/requests?since=\(id)\(query)"
    }
}
