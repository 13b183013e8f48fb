import KubeRegistry
import KubeStore
import KubeTime

/// The moment at which a condition is looked at: it may lie between two changes that are both known
/// already, so that nothing is missed that did not last.
struct ConditionMoment: Sendable {
    /// The time of the cluster.
    let now: Timestamp

    /// What the machine's clock shows; nil when all goes by the cluster's.
    let wall: Timestamp?

    /// The number of the last request that counts.
    let lastRequestID: UInt64

    /// The objects that are otherwise than they are stored now; nil stands for one that is not there.
    var otherwise: [ObjectKey: StoredObject?] = [:]

    /// The object at `key` at this moment; nil when there is none.
    func object(_ key: ObjectKey, in cluster: Cluster) -> StoredObject? {
        if let known = otherwise[key] { return known }
        return cluster.registry.store[key]
    }
}
