public import KubeCluster
import KubeJSON

/// The state of a cluster, out and in, and its past.
extension FakeClusterHandle {
    /// Goes back to how the cluster was at first, or brings back what `scopes` name; watches end with
    /// the objects, and clients list again.
    ///
    /// Throws when the server's database does not take that; it has then not happened.
    public func reset(
        only scopes: [ResetScope] = ResetScope.all
    ) async throws(FakeAPIServerError) {
        try await cluster.connection.ask(
            "POST", "/fake/reset", ["only": .array(scopes.map { .string($0.name) })])
    }

    /// All objects of the cluster with its version, clock and seed.
    public func snapshot() async throws(FakeAPIServerError) -> ClusterSnapshot {
        let headers = [FakeTransport.Header("Accept", "application/yaml")]
        let snapshot = try await cluster.connection.bytes("GET", "/fake/snapshot", headers: headers)
        return ClusterSnapshot(String(decoding: snapshot, as: UTF8.self))
    }

    /// Puts what `snapshot` holds in the place of all objects, and goes on with its clock and seed.
    ///
    /// Objects keep their uids, versions and times; what they lack is made up. Watches end, and clients
    /// list again. Throws what is wrong with which document, or that the server's database does not
    /// take it; nothing has happened then.
    public func restore(_ snapshot: ClusterSnapshot) async throws(FakeAPIServerError) {
        _ = try await cluster.connection.bytes("PUT", "/fake/snapshot", Array(snapshot.text.utf8))
    }

    /// Forgets what was before the resource version `version`, or before now; objects stay.
    ///
    /// Watches and lists from older versions, and continue tokens of older lists, get `410 Expired`.
    /// Open watches that have read everything go on.
    ///
    /// - Returns: The oldest resource version from which there is history.
    /// - Throws: That the version is to come, or that the server's database does not take it; nothing
    ///   has happened then.
    @discardableResult
    public func expireHistory(
        before version: String? = nil
    ) async throws(FakeAPIServerError) -> String {
        try await cluster.connection.ask(
            "POST", "/fake/history/expire",
            .object(JSONObject(version.map { [("before", .string($0))] } ?? []))
        ) { $0["oldestResourceVersion"]?.string }
    }
}
