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

/// The transformations that an endpoint offers.
enum TransformationOffer: Hashable, Sendable {
    /// None: errors, and documents that have one form.
    case none
    /// Those of objects and lists of them (NEG-004).
    case objects
    /// Aggregated discovery, and nothing else: a clause that names no transformation is no match.
    case groupDiscovery(includingBeta: Bool)

    /// Whether the endpoint can answer with `transformation` in `encoding`.
    func allows(_ transformation: Transformation?, in encoding: Encoding) -> Bool {
        switch (self, transformation) {
        case (.none, nil), (.objects, nil): true
        case (.objects, .table): encoding != .protobuf
        case (.objects, .partialObjectMetadata), (.objects, .partialObjectMetadataList): true
        case (.groupDiscovery, .groupDiscoveryList(.v2)): true
        case (.groupDiscovery(let includesBeta), .groupDiscoveryList(.v2beta1)): includesBeta
        case (.none, .some), (.objects, .groupDiscoveryList), (.groupDiscovery, _): false
        }
    }

    /// Whether a clause may name the version of the server's own documents (`sv`).
    var allowsServerVersion: Bool { self == .objects }
}
