package import KubeAPI
package import KubeTime
import Logging

/// Clusters that come and go.
extension ClusterHost {
    /// Creates a cluster, and returns its name: the one that was asked for, or a new one.
    ///
    /// Throws when the name is taken, or cannot stand in a URL.
    package mutating func createCluster(
        named wanted: String? = nil, _ settings: ClusterSettings? = nil, seed: UInt64? = nil,
        at wall: Timestamp
    ) throws(StatusError) -> String {
        let name = wanted ?? newName()
        let problems = NameFormat.dnsLabel.problems(of: name)
        guard problems.isEmpty else {
            throw .badRequest(
                "the name of a cluster is a DNS label: \(problems.joined(separator: "; "))")
        }
        guard clusterID(named: name) == nil else {
            throw StatusError(
                code: 409, reason: "AlreadyExists",
                message: "the cluster \"\(name)\" exists already: choose another name, or "
                    + "DELETE /fake/clusters/\(name) first")
        }
        let cluster = Cluster(settings ?? self.settings, seed: seed ?? random.next(), at: wall)
        _ = insert(cluster, named: name)
        logger?.info("Created a cluster", metadata: ["cluster": "\(name)"])
        return name
    }

    private mutating func newName() -> String {
        while true {
            let name = random.suffix(length: 8)
            if clusterID(named: name) == nil { return name }
        }
    }

    /// Deletes a cluster; whoever watches it, or waits for it, is told so at once.
    package mutating func deleteCluster(named name: String) throws(StatusError) {
        guard var cluster = remove(named: name) else {
            throw StatusError(
                code: 404, reason: "NotFound",
                message: "there is no cluster \"\(name)\"; GET /fake/clusters lists them")
        }
        logger?.info("Deleted a cluster", metadata: ["cluster": "\(name)"])
        cluster.clockQueue.cancel(Self.deleted)
        releaseElsewhere(consume cluster)
    }
}
