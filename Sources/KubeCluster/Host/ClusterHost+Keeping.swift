package import KubeHTTP1
package import KubeTime

/// Only the default cluster is kept in a database.
extension ClusterHost {
    /// Whether there is a database at all.
    package var isDurable: Bool { main.persistence != nil }

    /// Whether everything that answers may tell of is kept for good.
    ///
    /// Mutating, so that whoever holds the host as a property does not copy it to ask.
    package var isKept: Bool {
        mutating get { main.isKept }
    }

    /// Begins to keep what has changed; `done` is called, on any thread, once ending it would not
    /// wait.
    package mutating func beginKeeping(done: @escaping @Sendable () -> Void) {
        _ = withCluster(.default) { $0.beginKeeping(done: done) }
    }

    /// Whether `endKeeping` would not wait; mutating for the same reason.
    package var isKeepingDone: Bool {
        mutating get { main.isKeepingDone }
    }

    /// Keeps what has changed; returns false when that failed and all of it was undone.
    package mutating func endKeeping(at wall: Timestamp) -> Bool {
        let isKept = withCluster(.default) { $0.endKeeping(at: wall) } ?? true
        tellNotices(of: .default, at: wall)
        return isKept
    }

    /// What a client is told whose request would have changed something that could not be kept.
    package mutating func refuse(_ request: HTTPRequest, at wall: Timestamp) -> HTTPResponse {
        withCluster(.default) { $0.refuse(request, at: wall) } ?? HTTPResponse(status: 500)
    }

    /// Lets go of everything outside the process.
    package mutating func close(at wall: Timestamp) {
        _ = withCluster(.default) { $0.close(at: wall) }
        tellNotices(of: .default, at: wall)
    }
}
