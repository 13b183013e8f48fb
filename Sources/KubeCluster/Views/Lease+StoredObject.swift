import KubeAPI
import KubeJSON
import KubeStore

extension Lease {
    /// The lease that is stored as `stored`.
    init?(_ stored: StoredObject) {
        self.init(
            stored.object, namespace: stored.key.namespace, name: stored.key.name,
            resourceVersion: String(stored.revision))
    }
}
