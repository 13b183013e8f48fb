import KubeAPI

/// The resources that a server offers, by group and version.
package struct ResourceCatalog: Sendable {
    /// Which versions are switched on.
    package let versions: ServedVersions

    /// The part of all resources that `versions` switches on.
    package init(_ versions: ServedVersions) {
        self.versions = versions
    }

    /// Every resource that is stored, whether it is served or not.
    package var resources: [Resource] { versions.resources }

    /// The resources of one version of a group, by name.
    package func resources(group: String, version: String) -> [ServedResource] {
        versions.served(group: group, version: version).sorted {
            $0.resource.name < $1.resource.name
        }
    }

    /// The resources that are stored, in all versions of all groups that are served.
    package var stored: [ServedResource] { versions.stored }

    /// The resource called `name` in one version of a group.
    package func resource(group: String, version: String, name: String) -> ServedResource? {
        versions.served(group: group, version: version, resource: name)
    }
}
