package import KubeAPI
import KubeJSON

extension ResourceCatalog {
    /// The kind in which clients are told that objects of `resource` are stored.
    ///
    /// It is the first that the release knows, whether it serves it or not; older releases did not
    /// know the one in which they really are stored here.
    package func storageKind(of resource: Resource) -> Kind? {
        resource.views.first { $0.lifecycle.isAvailable(in: versions.release) }?.kind
    }

    /// The hash by which clients tell that the storage version of `resource` has changed (DSC-007).
    package func storageVersionHash(of resource: Resource) -> String? {
        storageKind(of: resource).map { kind in
            let name = "\(kind.group)/\(kind.version)/\(kind.name)"
            return Base64.standard.encode(Array(SHA2.sha256(Array(name.utf8)).prefix(8)))
        }
    }
}
