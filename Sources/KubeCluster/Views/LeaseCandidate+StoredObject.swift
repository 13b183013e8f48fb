import KubeAPI
import KubeJSON
import KubeStore

extension LeaseCandidate {
    /// The candidate that is stored as `stored`.
    init?(_ stored: StoredObject) {
        self.init(
            stored.object, namespace: stored.key.namespace, name: stored.key.name,
            resourceVersion: String(stored.revision))
    }
}
