import KubeAPI

/// The groups, versions and resources that a server offers.
package struct ServedVersions: Sendable {
    /// The release the server speaks as.
    package let release: Release

    /// Every resource there is, whether it is served or not.
    let resources: [Resource]

    /// What is offered: groups in the order of discovery, in each the preferred version first.
    let served: [ServedResource]

    /// Offers those views of `resources` that `isServed` picks.
    init(
        release: Release, of resources: [Resource],
        where isServed: (Resource, Resource.View) -> Bool
    ) {
        self.release = release
        self.resources = resources
        served = resources.flatMap { resource in
            resource.views.filter { isServed(resource, $0) }.map { view in
                ServedResource(
                    resource: resource, view: view,
                    deprecationWarning: view.deprecationWarning(in: release))
            }
        }
    }

    /// The groups with anything in them, in the order of discovery; the core group is empty.
    package var groups: [String] {
        served.map(\.kind.group).uniqued()
    }

    /// The versions of `group`, the preferred one first.
    package func versions(ofGroup group: String) -> [String] {
        served.filter { $0.kind.group == group }.map(\.kind.version).uniqued()
    }

    /// The resources of one version of a group, by name.
    package func resources(group: String, version: String) -> [String] {
        served.filter { $0.kind.group == group && $0.kind.version == version }
            .map(\.resource.name)
    }

    /// Whether any resource of this version of the group is offered.
    package func serves(group: String, version: String) -> Bool {
        served.contains { $0.kind.version == version && $0.kind.group == group }
    }

    /// Whether the resource is offered in this version of its group.
    package func serves(group: String, version: String, resource: String) -> Bool {
        served(group: group, version: version, resource: resource) != nil
    }

    /// The text of the `Warning` that every request to the resource is answered with, if any.
    package func deprecationWarning(
        group: String, version: String, resource: String
    ) -> String? {
        served(group: group, version: version, resource: resource)?.deprecationWarning
    }

    /// The resource as this version of its group serves it; nil when it is not offered.
    func served(group: String, version: String, resource: String) -> ServedResource? {
        served.first {
            $0.resource.name == resource && $0.kind.version == version && $0.kind.group == group
        }
    }
}

extension [String] {
    /// The elements without repetitions, in their order.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
