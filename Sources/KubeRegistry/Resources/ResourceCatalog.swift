import KubeAPI

/// The resources that a server offers, by group and version.
package struct ResourceCatalog: Sendable {
    /// Which versions are switched on.
    package let versions: ServedVersions

    private let served: [String: [ServedResource]]

    /// The part of all resources that `versions` switches on.
    package init(_ versions: ServedVersions) {
        self.versions = versions
        served = Dictionary(grouping: versions.served, by: \.kind.apiVersion)
            .mapValues { $0.sorted { $0.resource.name < $1.resource.name } }
    }

    /// Every resource there is, whether it is served or not.
    package var resources: [Resource] { versions.resources }

    /// The resources of one version of a group, by name.
    package func resources(group: String, version: String) -> [ServedResource] {
        served[group.isEmpty ? version : "\(group)/\(version)"] ?? []
    }

    /// The resource called `name` in one version of a group.
    package func resource(group: String, version: String, name: String) -> ServedResource? {
        versions.served(group: group, version: version, resource: name)
    }
}
