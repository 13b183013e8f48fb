/// Another form of a document that a client asks for in its `Accept` header.
package enum Transformation: Hashable, Sendable {
    /// Rows and columns, as `kubectl get` prints them.
    case table(MetaVersion)
    /// An object's metadata alone.
    case partialObjectMetadata(MetaVersion)
    /// The metadata of the objects in a list.
    case partialObjectMetadataList(MetaVersion)
    /// Every group, version and resource in one document.
    case groupDiscoveryList(DiscoveryVersion)

    /// A version of the group `meta.k8s.io`.
    package enum MetaVersion: String, Hashable, Sendable {
        case v1, v1beta1

        /// The `apiVersion` of documents of this version.
        package var apiVersion: String { "meta.k8s.io/\(rawValue)" }
    }

    /// A version of the group `apidiscovery.k8s.io`.
    package enum DiscoveryVersion: String, Hashable, Sendable {
        case v2, v2beta1

        /// The `apiVersion` of documents of this version.
        package var apiVersion: String { "apidiscovery.k8s.io/\(rawValue)" }
    }

    /// The transformation that three parameters of an `Accept` clause name, if there is one.
    init?(group: String, version: String, kind: String) {
        switch (group, kind) {
        case ("meta.k8s.io", "Table"):
            guard let version = MetaVersion(rawValue: version) else { return nil }
            self = .table(version)
        case ("meta.k8s.io", "PartialObjectMetadata"):
            guard let version = MetaVersion(rawValue: version) else { return nil }
            self = .partialObjectMetadata(version)
        case ("meta.k8s.io", "PartialObjectMetadataList"):
            guard let version = MetaVersion(rawValue: version) else { return nil }
            self = .partialObjectMetadataList(version)
        case ("apidiscovery.k8s.io", "APIGroupDiscoveryList"):
            guard let version = DiscoveryVersion(rawValue: version) else { return nil }
            self = .groupDiscoveryList(version)
        default: return nil
        }
    }
}
