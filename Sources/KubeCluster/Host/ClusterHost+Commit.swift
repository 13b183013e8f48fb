package import KubeHTTP1
package import KubeTime

/// Only the default cluster is kept in a database.
extension ClusterHost {
    package mutating func beginCommit(done: @escaping @Sendable () -> Void) {
        _ = withCluster(.default) { $0.beginCommit(done: done) }
    }

    package mutating func commit(at wall: Timestamp) -> Bool {
        withCluster(.default) { $0.commit(at: wall) } ?? true
    }

    package func isUndone(_ request: HTTPRequest) -> Bool {
        let segments = request.target.segments
        if segments.first == "fake", segments.count > 1, ["leases", "reset"].contains(segments[1]) {
            return true
        }
        // Neither clocks nor other clusters go back when something could not be stored.
        return !["clusters", "fake"].contains(request.target.segments.first)
    }

    package mutating func refuse(_ request: HTTPRequest) -> HTTPResponse {
        withCluster(.default) { $0.refuse(request) } ?? HTTPResponse(status: 500)
    }

    package mutating func close(at wall: Timestamp) {
        _ = withCluster(.default) { $0.close(at: wall) }
    }
}
