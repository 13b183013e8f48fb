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
