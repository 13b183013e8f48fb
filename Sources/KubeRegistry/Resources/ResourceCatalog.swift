import KubeAPI

/// The resources that a server offers, by group and version.
package struct ResourceCatalog: Sendable {
    /// Every resource there is; a new one is added here.
    package static let allResources: [Resource] = [.leases, .leaseCandidates, .namespaces, .events]

    /// Those of them that lie in namespaces.
    static let namespacedResources = allResources.filter(\.isNamespaced)

    /// Which versions are switched on.
    package let versions: ServedVersions

    private let served: [String: [ServedResource]]

    /// The part of all resources that `versions` switches on.
    package init(_ versions: ServedVersions) {
        self.versions = versions
        var served: [String: [ServedResource]] = [:]
        for resource in Self.allResources {
            for view in resource.views {
                let (group, version) = (view.kind.group, view.kind.version)
                guard versions.serves(group: group, version: version, resource: resource.name)
                else { continue }
                let warning = versions.deprecationWarning(
                    group: group, version: version, resource: resource.name)
                served[view.kind.apiVersion, default: []].append(
                    ServedResource(resource: resource, view: view, deprecationWarning: warning))
            }
        }
        self.served = served.mapValues { $0.sorted { $0.resource.name < $1.resource.name } }
    }

    /// The resources of one version of a group, by name.
    package func resources(group: String, version: String) -> [ServedResource] {
        served[group.isEmpty ? version : "\(group)/\(version)"] ?? []
    }

    /// The resource called `name` in one version of a group.
    package func resource(group: String, version: String, name: String) -> ServedResource? {
        resources(group: group, version: version).first { $0.resource.name == name }
    }
}
