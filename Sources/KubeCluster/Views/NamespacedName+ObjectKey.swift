import KubeAPI
import KubeStore

extension NamespacedName {
    /// The namespace and name in `key`.
    init(_ key: ObjectKey) {
        self.init(namespace: key.namespace, name: key.name)
    }
}
