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
        let name = try freeName(wanted)
        let cluster = Cluster(settings ?? self.settings, seed: seed ?? random.next(), at: wall)
        _ = insert(cluster, named: name)
        logger?.info("Created a cluster", metadata: ["cluster": "\(name)"])
        return name
    }

    /// Creates a cluster that goes on from the one called `origin`, or from how that was at
    /// `revision`, and returns its name: the one that was asked for, or a new one.
    ///
    /// Throws when there is no such cluster, when it does not know the revision, and when the name is
    /// taken, or cannot stand in a URL.
    package mutating func forkCluster(
        _ origin: String, named wanted: String? = nil, at revision: UInt64? = nil,
        seed: UInt64? = nil
    ) throws(StatusError) -> String {
        guard let id = origin == Self.defaultName ? .default : clusterID(named: origin) else {
            throw Self.missing(origin)
        }
        let name = try freeName(wanted)
        let seed = seed ?? random.next()
        let fork = withCluster(id) { cluster in
            Result { () throws(StatusError) in try cluster.forked(seed: seed, at: revision) }
        }
        guard let fork else { throw Self.missing(origin) }
        _ = insert(try fork.get(), named: name)
        logger?.info("Forked a cluster", metadata: ["cluster": "\(name)", "from": "\(origin)"])
        return name
    }

    /// What the cluster at `/` is called where it needs a name.
    package static let defaultName = "default"

    private mutating func freeName(_ wanted: String?) throws(StatusError) -> String {
        let name = wanted ?? newName()
        let problems = NameFormat.dnsLabel.problems(of: name)
        guard problems.isEmpty else {
            throw .badRequest(
                "the \"name\" of a cluster is a DNS label: \(problems.joined(separator: "; "))")
        }
        guard name != Self.defaultName else {
            throw StatusError(
                code: 409, reason: "AlreadyExists",
                message: "the cluster at / is called \"\(name)\": choose another name")
        }
        guard clusterID(named: name) == nil else {
            throw StatusError(
                code: 409, reason: "AlreadyExists",
                message: "the cluster \"\(name)\" exists already: choose another name, or "
                    + "DELETE /fake/clusters/\(name) first")
        }
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
            throw Self.missing(name)
        }
        logger?.info("Deleted a cluster", metadata: ["cluster": "\(name)"])
        cluster.endWaiting(Self.deleted)
        releaseElsewhere(consume cluster)
    }

    private static func missing(_ name: String) -> StatusError {
        StatusError(
            code: 404, reason: "NotFound",
            message: "there is no cluster \"\(name)\"; GET /fake/clusters lists them")
    }
}
