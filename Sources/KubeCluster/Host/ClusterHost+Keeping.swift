package import KubeHTTP1
package import KubeTime

/// Only the default cluster is kept in a database.
extension ClusterHost {
    /// Whether everything that answers may tell of is kept for good.
    package var isKept: Bool {
        positions[.default].map { clusters[$0].cluster.isKept } ?? true
    }

    /// Begins to keep what has changed; `done` is called, on any thread, once ending it would not
    /// wait.
    package mutating func beginKeeping(done: @escaping @Sendable () -> Void) {
        _ = withCluster(.default) { $0.beginKeeping(done: done) }
    }

    /// Whether `endKeeping` would not wait.
    package var isKeepingDone: Bool {
        positions[.default].map { clusters[$0].cluster.isKeepingDone } ?? true
    }

    /// Keeps what has changed; returns false when that failed and all of it was undone.
    package mutating func endKeeping(at wall: Timestamp) -> Bool {
        withCluster(.default) { $0.endKeeping(at: wall) } ?? true
    }

    /// Why something could not be stored.
    package var failureDescription: String? {
        positions[.default].map { clusters[$0].cluster.failureDescription }
    }

    /// What a client is told whose request would have changed something that could not be kept.
    package mutating func refuse(_ request: HTTPRequest) -> HTTPResponse {
        withCluster(.default) { $0.refuse(request) } ?? HTTPResponse(status: 500)
    }

    /// Lets go of everything outside the process.
    package mutating func close(at wall: Timestamp) {
        _ = withCluster(.default) { $0.close(at: wall) }
    }
}
