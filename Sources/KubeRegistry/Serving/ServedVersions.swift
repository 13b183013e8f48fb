/// The groups, versions and resources a server offers.
package struct ServedVersions: Hashable, Sendable {
    /// The release the server speaks as.
    package let release: Release
    private let served: [APILifecycle]

    /// Offers those of ``APILifecycle/all`` that `isServed` picks.
    init(release: Release, where isServed: (APILifecycle) -> Bool) {
        self.release = release
        served = APILifecycle.all.filter(isServed)
    }

    /// The groups with anything in them, in the order of discovery; the core group is empty.
    package var groups: [String] {
        served.map(\.group).uniqued()
    }

    /// The versions of `group`, the preferred one first.
    package func versions(ofGroup group: String) -> [String] {
        served.filter { $0.group == group }.map(\.version).uniqued()
    }

    /// The resources of one version of a group, by name.
    package func resources(group: String, version: String) -> [String] {
        served.filter { $0.group == group && $0.version == version }.map(\.resource)
    }

    /// Whether any resource of this version of the group is offered.
    package func serves(group: String, version: String) -> Bool {
        served.contains { $0.group == group && $0.version == version }
    }

    /// Whether the resource is offered in this version of its group.
    package func serves(group: String, version: String, resource: String) -> Bool {
        lifecycle(group: group, version: version, resource: resource) != nil
    }

    /// The text of the `Warning` that every request to the resource is answered with, if any.
    package func deprecationWarning(
        group: String, version: String, resource: String
    ) -> String? {
        lifecycle(group: group, version: version, resource: resource)?
            .deprecationWarning(in: release)
    }

    private func lifecycle(group: String, version: String, resource: String) -> APILifecycle? {
        served.first {
            $0.group == group && $0.version == version && $0.resource == resource
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
