import KubeAPI
import KubeHTTP1
import KubeJSON
package import KubeRegistry
import KubeStore
import KubeTime

/// Everything that a server answers beside requests to resources: discovery, OpenAPI, health, the
/// version, metrics, the index, and the paths that nobody knows.
package struct NonResourceEndpoints: Sendable {
    /// How the server is.
    package var health = Health()
    /// What the server has counted.
    package var metrics = Metrics()

    private let discovery: Discovery
    private let offersBetaDiscovery: Bool

    // Made when first asked for: a server must start quickly, and most are never asked.
    private lazy var coreDiscovery = AggregatedDiscovery(discovery.catalog, isCore: true)
    private lazy var groupDiscovery = AggregatedDiscovery(discovery.catalog, isCore: false)
    private lazy var openAPI = OpenAPIEndpoint(discovery.catalog)

    /// The endpoints of a server that offers `catalog`.
    package init(_ catalog: ResourceCatalog, _ features: FeatureGates) {
        discovery = Discovery(
            catalog: catalog, showsStorageVersionHash: features.isEnabled(.storageVersionHash))
        offersBetaDiscovery = !features.isEnabled(.aggregatedDiscoveryRemoveBetaType)
    }

    /// Answers a request that is not refused and does nothing to a resource.
    mutating func answer(
        to request: ResolvedRequest, _ store: ObjectStore, _ watches: WatchBooks = WatchBooks(),
        at now: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        let http = request.http
        let versions = discovery.catalog.versions
        switch request.route {
        case .server: return HTTPResponse(status: 200)
        case .index: return Index.document(versions)
        case .health(let endpoint): return health.report(at: endpoint, for: http)
        case .healthCheck(let endpoint, let check):
            return health.report(on: check, at: endpoint) ?? .pageNotFound
        case .metrics: return metrics.page(discovery.catalog, store, watches)
        case .version: return Version.document(versions.release)
        case .openAPIv2: return openAPI.v2(for: http, at: now)
        case .openAPIv3Index: return openAPI.v3Index(for: http, at: now)
        case .openAPIv3(let key): return openAPI.v3(key, for: http, at: now)
        case .discovery(let document): return try answer(with: document, to: request)
        case .incomplete: return .incomplete(http)
        case .resource, .missingVersion, .unknownInAPI, .unknown: return .pageNotFound
        }
    }

    private mutating func answer(
        with document: Discovery.Document, to request: ResolvedRequest
    ) throws(StatusError) -> HTTPResponse {
        if let response = aggregated(document, request) { return response }
        let address = request.http.fields["Host"] ?? ""
        let format = try request.negotiation.documentFormat()
        return HTTPResponse(
            document: JSONWriter.encode(discovery.json(document, serverAddress: address)), format)
    }

    /// The aggregated form of `document`, if it has one and the client asks for it.
    private mutating func aggregated(
        _ document: Discovery.Document, _ request: ResolvedRequest
    ) -> HTTPResponse? {
        let format = request.negotiation.aggregatedDiscoveryFormat(
            includingBeta: offersBetaDiscovery)
        guard let format, case .groupDiscoveryList(let version) = format.transformation else {
            return nil
        }
        return switch document {
        case .coreVersions: coreDiscovery.document(version, format, for: request.http)
        case .groups: groupDiscovery.document(version, format, for: request.http)
        case .plainGroups, .group, .resources: nil
        }
    }
}
