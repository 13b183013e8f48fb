import KubeAPI
import KubeJSON
import KubeStore

extension LeaseCandidate {
    /// The candidate that is stored as `stored`, whose `tree` is read unless it is at hand.
    init?(_ stored: StoredObject, tree: JSONObject? = nil) {
        self.init(
            tree ?? stored.object, namespace: stored.key.namespace, name: stored.key.name,
            resourceVersion: String(stored.revision))
    }
}
