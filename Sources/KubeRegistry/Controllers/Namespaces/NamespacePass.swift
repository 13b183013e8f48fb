import KubeAPI
import KubeStore
import KubeTime

/// How far one namespace has been gone through, to delete what is in it.
struct NamespacePass: Sendable {
    /// What is still there of what was gone through.
    private(set) var remains = NamespaceRemains()

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
        while let resource = resources.first {
            let served = ServedResource(stored: resource)
            let limit = max(room, 0)
            let objects = Array(
                registry.store.objects(resource.name, namespace: name, from: path).prefix(limit))
            for object in objects {
                let target = Target(served, namespace: name, name: object.key.name)
                delete(target, in: &registry, at: now)
                path = object.key.path + "\0"
            }
            room -= objects.count
            guard objects.count < limit else { return }
            resources.removeFirst()
            path = ""
        }
    }

    private mutating func delete(
        _ target: Target, in registry: inout Registry, at now: Timestamp
    ) {
        // Dependents are in the namespace too, and go by themselves.
        var options = DeleteOptions()
        options.propagationPolicy = .background
        let groups = registry.catalog.groups(of: target.resource)
        do throws(StatusError) {
            _ = try registry.delete(target, options, .controllers(at: now))
        } catch {
            remains.addFailure(error.message)
        }
        guard let object = registry.store[target.key]?.object else { return }
        remains.add(object.finalizers, of: target.resource.name, in: groups)
    }
}

extension ResourceCatalog {
    /// The groups in which a resource is offered.
    fileprivate func groups(of resource: Resource) -> Set<String> {
        Set(versions.stored.filter { $0.resource === resource }.map(\.kind.group))
    }
}
