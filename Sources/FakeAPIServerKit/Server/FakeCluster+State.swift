import KubeAPI
import KubeCluster
import KubeSockets
import KubeTime

/// The state of a cluster, out and in, and its past.
extension FakeCluster {
    /// All objects of the cluster with its version, clock, seed, rules and partitions.
    public func snapshot() async throws(FakeAPIServerError) -> ClusterSnapshot {
        let snapshot = try await clock.mailbox.ask(clock.cluster) { cluster, wall in
            cluster.snapshot(at: wall)
        }
        return ClusterSnapshot(String(decoding: snapshot.yaml, as: UTF8.self))
    }

    /// Puts what `snapshot` holds in the place of all objects, and goes on with its clock and seed.
    ///
    /// Where it tells of rules or partitions, they take the place of all there are, with what the rules had
    /// done, and whatever is held or slowed down goes on first.
    /// Objects keep their uids, versions and times; what they lack is made up. Watches end, and clients
    /// list again. Throws what is wrong with which document, or that the server's database does not
    /// take it; nothing has happened then.
    public func restore(_ snapshot: ClusterSnapshot) async throws(FakeAPIServerError) {
        try await clock.mailbox.ask(throwing: clock.cluster, changing: true) {
            cluster, wall throws(StatusError) in
            try cluster.restore([SnapshotText(Array(snapshot.text.utf8))], at: wall)
        }
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
        let revision = try Self.revision(version)
        let oldest = try await clock.mailbox.ask(throwing: clock.cluster, changing: true) {
            cluster, _ throws(StatusError) in try cluster.expireHistory(before: revision)
        }
        return String(oldest)
    }
}
