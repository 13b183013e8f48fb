import KubeAPI

extension ResourceCatalog {
    /// The resource whose objects say that they are of this kind, in a version that is offered.
    package func served(apiVersion: String, kind: String) -> ServedResource? {
        versions.served(apiVersion: apiVersion, kind: kind)
    }

    /// The same of what is stored, in a version that is known.
    package func known(apiVersion: String, kind: String) -> ServedResource? {
        for resource in resources {
            let view = resource.views.first {
                $0.kind.apiVersion == apiVersion && $0.kind.name == kind
            }
            if let view {
                return ServedResource(resource: resource, view: view, deprecationWarning: nil)
            }
        }
        return nil
    }
}
