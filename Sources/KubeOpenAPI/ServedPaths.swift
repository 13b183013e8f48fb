import KubeJSON
import KubeRegistry

/// Everything that a server answers, cut into the documents of OpenAPI 3.
struct ServedPaths {
    /// The key of each document, such as `apis/coordination.k8s.io/v1`, in byte order.
    let keys: [String]

    private let documents: [String: [PathItem]]

    init(_ catalog: ResourceCatalog) {
        let versions = catalog.versions
        var documents = [
            "api": [DiscoveryPaths.core], "apis": [DiscoveryPaths.groups],
            "version": [DiscoveryPaths.version],
        ]
        // Of what is empty no more is known than its name.
        for group in versions.groups {
            for version in versions.versions(ofGroup: group) {
                let resources = catalog.resources(group: group, version: version)
                    .filter { !$0.resource.isEmpty }
                guard !resources.isEmpty else { continue }
                let api = APIName(group: group, version: version)
                documents[api.path] =
                    [DiscoveryPaths.resources(api)]
                    + resources.flatMap { ResourcePaths($0, in: versions.release).items }
                guard !group.isEmpty else { continue }
                documents[APIName(group: group).path] = [DiscoveryPaths.group(group)]
            }
        }
        self.documents = documents
        keys = documents.keys.sorted { $0.precedesBytewise($1) }
    }

    /// The paths of the document called `key`.
    subscript(key: String) -> [PathItem]? {
        documents[key]
    }

    /// The paths of all documents.
    var all: [PathItem] {
        keys.flatMap { documents[$0] ?? [] }
    }
}
