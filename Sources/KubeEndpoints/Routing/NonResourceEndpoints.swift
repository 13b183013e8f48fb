import KubeAPI
package import KubeHTTP1
import KubeJSON
package import KubeRegistry
package import KubeStore
package import KubeTime

/// Everything that a server answers beside requests to resources: discovery, OpenAPI, health, the
/// version, metrics, the index, and the paths that nobody knows.
package struct NonResourceEndpoints: Sendable {
    /// How the server is.
    package var health = Health()
    /// What the server has counted.
    package var metrics = Metrics()

    private let discovery: Discovery
    private let servesBetaDiscovery: Bool

    // Made when first asked for: a server must start quickly, and most are never asked.
    private lazy var coreDiscovery = AggregatedDiscovery(discovery.catalog, isCore: true)
    private lazy var groupDiscovery = AggregatedDiscovery(discovery.catalog, isCore: false)
    private lazy var openAPI = OpenAPIEndpoint(discovery.catalog)

    /// The endpoints of a server that offers `catalog`.
    package init(_ catalog: ResourceCatalog, _ features: FeatureGates) {
        discovery = Discovery(
            catalog: catalog, showsStorageVersionHash: features.isEnabled(.storageVersionHash))
        servesBetaDiscovery = !features.isEnabled(.aggregatedDiscoveryRemoveBetaType)
    }

    /// Answers a request whose path names no resource of a group that is served.
    package mutating func respond(
        to request: HTTPRequest, _ store: ObjectStore, at now: Timestamp
    ) -> HTTPResponse {
        if let response = openAPI.respond(to: request, at: now) { return response }
        let negotiation = ContentNegotiation(request)
        let path = NonResourcePath(request.target.segments, discovery.catalog.versions)
        do throws(StatusError) {
            return try respond(to: request, at: path, negotiation, store)
        } catch {
            return HTTPResponse(error, negotiation.errorFormat)
        }
    }
}

extension NonResourceEndpoints {
    private mutating func respond(
        to request: HTTPRequest, at path: NonResourcePath, _ negotiation: ContentNegotiation,
        _ store: ObjectStore
    ) throws(StatusError) -> HTTPResponse {
        let catalog = discovery.catalog
        switch path {
        case .index: return Index.respond(catalog)
        case .health(let endpoint): return health.respond(to: request, at: endpoint)
        case .healthCheck(let endpoint, let check):
            return health.respond(about: check, at: endpoint) ?? .pageNotFound
        case .metrics: return metrics.respond(catalog, store)
        case .version:
            try request.checkIsGet()
            try negotiation.check(.json)
            return Version.respond(catalog.versions.release)
        case .discovery(let document):
            try request.checkIsGet()
            try negotiation.check(.objects)
            if let response = aggregated(document, request, negotiation) { return response }
            let address = request.fields["Host"] ?? ""
            let format = try negotiation.documentFormat()
            return HTTPResponse(
                document: JSONWriter.encode(discovery.json(document, serverAddress: address)),
                format)
        case .unknownInAPI: throw .pathNotFound
        case .unknown: return .pageNotFound
        }
    }

    /// The aggregated form of `document`, if it has one and the client asks for it.
    private mutating func aggregated(
        _ document: Discovery.Document, _ request: HTTPRequest, _ negotiation: ContentNegotiation
    ) -> HTTPResponse? {
        guard
            let format = negotiation.aggregatedDiscoveryFormat(includingBeta: servesBetaDiscovery),
            case .groupDiscoveryList(let version) = format.transformation
        else { return nil }
        return switch document {
        case .coreVersions: coreDiscovery.respond(to: request, version, format)
        case .groups: groupDiscovery.respond(to: request, version, format)
        case .group, .resources: nil
        }
    }
}

extension HTTPRequest {
    /// Refuses every method but GET (URL-012).
    fileprivate func checkIsGet() throws(StatusError) {
        guard method == "GET" else { throw .methodNotAllowed }
    }
}
