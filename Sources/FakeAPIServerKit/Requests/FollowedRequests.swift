public import KubeCluster
import KubeHTTP1
import KubeJSON

/// The requests to a cluster as their answers become final: first those that are remembered, then each as
/// it comes.
///
/// It ends with the server or the cluster, or when its task is cancelled.
public struct FollowedRequests: AsyncSequence, Sendable {
    /// A request whose answer is final.
    public typealias Element = RecordedRequest

    /// Why requests cannot be told any more.
    public typealias Failure = FakeAPIServerError

    let connection: ClusterConnection
    let path: String

    /// Begins to follow.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: connection, path: path)
    }

    /// Where somebody is who follows the requests.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let connection: ClusterConnection
        fileprivate let path: String
        private var lines: BodyLines?

        fileprivate init(connection: ClusterConnection, path: String) {
            self.connection = connection
            self.path = path
        }

        /// The next request, for which this waits; nil when there will be none.
        public mutating func next(
            isolation: isolated (any Actor)? = #isolation
        ) async throws(FakeAPIServerError) -> RecordedRequest? {
            if lines == nil { lines = BodyLines(try await connection.follow(path)) }
            guard let line = try? await lines?.next(isolation: isolation) else { return nil }
            guard let request = (try? JSONParser.parse(line)).flatMap(RecordedRequest.init) else {
                throw FakeAPIServerError(
                    .malformedAnswer, "no request is \(String(decoding: line, as: UTF8.self))")
            }
            return request
        }
    }
}

extension FakeClusterHandle {
    /// The requests that satisfy `match` and came after the one with the number `id`: first those that
    /// are remembered, then each as its answer becomes final.
    ///
    ///     for try await request in server.followRequests(.on(.update, "leases")) {
    ///         print(request)
    ///     }
    public func followRequests(
        _ match: RequestMatch = .any, after id: RecordedRequest.ID = 0
    ) -> FollowedRequests {
        FollowedRequests(
            connection: cluster.connection, path: FakeCluster.requestPath(match, after: id))
    }
}

extension ClusterConnection {
    /// The answer to a request to the control API that goes on; throws what the cluster refuses.
    fileprivate func follow(
        _ path: String
    ) async throws(FakeAPIServerError) -> FakeTransport.Response {
        let headers = [FakeTransport.Header("Accept", "application/x-ndjson")]
        let response = try await control.send("GET", path, headers: headers)
        guard response.status == 200 else {
            throw FakeAPIServerError(status: response.status, try await response.collect())
        }
        return response
    }
}
