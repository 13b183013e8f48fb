import KubeAPI

/// The groups, versions and resources that a server offers.
package struct ServedVersions: Sendable {
    /// The release the server speaks as.
    package let release: Release

    /// Every resource that is stored, whether it is served or not.
    let resources: [Resource]

    /// What is offered of them.
    let stored: [ServedResource]

    /// Whether a view of a resource is offered.
    private let isServed: @Sendable (Resource, Resource.View) -> Bool

    /// Offers those views of `resources`, and of the empty ones, that `isServed` picks.
    init(
        release: Release, of resources: [Resource],
        where isServed: @escaping @Sendable (Resource, Resource.View) -> Bool
    ) {
        self.release = release
        self.resources = resources
        self.isServed = isServed
        stored = resources.flatMap { resource in
            resource.views.filter { isServed(resource, $0) }.map {
                ServedResource(resource: resource, view: $0, in: release)
            }
        }
    }
}

// MARK: - Groups and versions

extension ServedVersions {
    /// The groups with anything in them, in the order of discovery; the core group is empty.
    package var groups: [String] {
        let builtIn = BuiltInGroup.all.map(\.name)
        let others = stored.map(\.kind.group).filter { !builtIn.contains($0) }.uniqued()
        return builtIn.filter(serves(group:)) + others
    }

    /// Whether any resource of the group is offered.
    package func serves(group: String) -> Bool {
        stored.contains { $0.kind.group == group } || servesEmpty { $0.group == group }
    }

    /// The versions of `group`, the preferred one first.
    package func versions(ofGroup group: String) -> [String] {
        (stored.filter { $0.kind.group == group } + empty { $0.group == group })
            .map(\.kind.version).uniqued()
    }

    /// Whether any resource of this version of the group is offered.
    package func serves(group: String, version: String) -> Bool {
        // Most requests are about what is stored.
        stored.contains { $0.kind.version == version && $0.kind.group == group }
            || servesEmpty { $0.version == version && $0.group == group }
    }
}

// MARK: - Resources

extension ServedVersions {
    /// The resources of one version of a group, by name.
    package func resources(group: String, version: String) -> [String] {
        served(group: group, version: version).map(\.resource.name).sorted()
    }

    /// Whether the resource is offered in this version of its group.
    package func serves(group: String, version: String, resource: String) -> Bool {
        served(group: group, version: version, resource: resource) != nil
    }

    /// Whether the resource is offered in any version.
    package func serves(_ resource: Resource) -> Bool {
        stored.contains { $0.resource.name == resource.name }
    }

    /// The newest version, such as `coordination.k8s.io/v1beta1`, in which the release can serve the
    /// resource, whether it does or not; nil when it has none.
    package func newestVersion(of resource: Resource) -> String? {
        resource.views.first { $0.lifecycle.isAvailable(in: release) }?.kind.apiVersion
    }

    /// The text of the `Warning` that every request to the resource is answered with, if any.
    package func deprecationWarning(
        group: String, version: String, resource: String
    ) -> String? {
        served(group: group, version: version, resource: resource)?.deprecationWarning
    }

    /// The resources of one version of a group.
    func served(group: String, version: String) -> [ServedResource] {
        stored.filter { $0.kind.version == version && $0.kind.group == group }
            + empty { $0.version == version && $0.group == group }
    }

    /// The resource as this version of its group serves it; nil when it is not offered.
    func served(group: String, version: String, resource: String) -> ServedResource? {
        stored.first {
            $0.resource.name == resource && $0.kind.version == version && $0.kind.group == group
        } ?? servedEmpty(group: group, version: version, resource: resource)
    }

    /// The resource whose objects say that they are of this kind; nil when it is not offered.
    func served(apiVersion: String, kind: String) -> ServedResource? {
        stored.first { $0.kind.apiVersion == apiVersion && $0.kind.name == kind }
            ?? empty { $0.apiVersion == apiVersion && $0.name == kind }.first
    }
}

// MARK: - What is empty

/// Nothing is remembered of what is empty: most servers are never asked, and those that are need little.
extension ServedVersions {
    /// Whether an empty resource of a kind that `isWanted` picks is offered.
    private func servesEmpty(_ isWanted: (Kind) -> Bool) -> Bool {
        Resource.empty.contains { resource in
            resource.views.contains { isWanted($0.kind) && isServed(resource, $0) }
        }
    }

    /// The empty resources that are offered, of kinds that `isWanted` picks.
    private func empty(_ isWanted: (Kind) -> Bool) -> [ServedResource] {
        Resource.empty.flatMap { resource in
            resource.views.filter { isWanted($0.kind) && isServed(resource, $0) }
                .map { ServedResource(resource: resource, view: $0, in: release) }
        }
    }

    private func servedEmpty(
        group: String, version: String, resource name: String
    ) -> ServedResource? {
        for resource in Resource.empty where resource.name == name {
            let view = resource.views.first {
                $0.kind.version == version && $0.kind.group == group && isServed(resource, $0)
            }
            if let view { return ServedResource(resource: resource, view: view, in: release) }
        }
        return nil
    }

}

extension ServedResource {
    /// A view of a resource as a server of `release` offers it.
    fileprivate convenience init(resource: Resource, view: Resource.View, in release: Release) {
        self.init(
            resource: resource, view: view,
            deprecationWarning: view.deprecationWarning(in: release))
    }
}

extension [String] {
    /// The elements without repetitions, in their order.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
