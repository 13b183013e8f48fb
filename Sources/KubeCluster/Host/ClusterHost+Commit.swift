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
        switch request.target.segments.first {
        // Other clusters are not kept, and nothing in them goes back.
        case "clusters": false
        case "fake": Self.controlTable.isUndone(request)
        default: true
        }
    }

    package mutating func refuse(_ request: HTTPRequest) -> HTTPResponse {
        withCluster(.default) { $0.refuse(request) } ?? HTTPResponse(status: 500)
    }

    package mutating func close(at wall: Timestamp) {
        _ = withCluster(.default) { $0.close(at: wall) }
    }
}
