import KubeAPI
import KubeStore
import KubeTime

/// How far one namespace has been emptied.
struct NamespaceEmptying {
    /// The resources that are left, and where the first of them is to go on.
    private var resources: ArraySlice<Resource>?
    private var path = ""

    /// Whether everything was deleted once; what finalizers keep may still be there.
    var isDone: Bool { resources?.isEmpty == true }

    /// Deletes what comes next in the namespace `name`, as many objects as there is `room` for.
    mutating func proceed(
        _ name: String, in registry: inout Registry, at now: Timestamp, room: inout Int
    ) {
        var resources = resources ?? registry.catalog.resources.filter(\.isNamespaced)[...]
        defer { self.resources = resources }
        while room > 0, let resource = resources.first {
            let served = ServedResource(stored: resource)
            let objects = Array(
                registry.store.objects(resource.name, namespace: name, from: path).prefix(room))
            for object in objects {
                let target = Target(served, namespace: name, name: object.key.name)
                _ = try? registry.delete(target, DeleteOptions(), by: .server, at: now)
                path = object.key.path + "\0"
            }
            if objects.count < room {
                resources.removeFirst()
                path = ""
            }
            room -= objects.count
        }
    }
}
