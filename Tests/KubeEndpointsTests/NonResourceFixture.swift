import KubeAPI
import KubeHTTP1
import KubeRegistry
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

/// The endpoints beside resources, as a server with the given flags has them.
struct NonResourceFixture {
    private let catalog: ResourceCatalog
    private var endpoints: NonResourceEndpoints
    var store = ObjectStore()

    init(
        runtimeConfig: [String] = [], featureGates: [String] = [], minor: UInt64? = nil
    ) throws {
        let release = minor.map { Release(1, $0) }
        let versions = try RuntimeConfig(flagValues: runtimeConfig)
            .servedVersions(emulating: release)
        catalog = ResourceCatalog(versions)
        endpoints = NonResourceEndpoints(
            catalog,
            try FeatureGates(flagValues: featureGates, at: release ?? .newest))
    }

    var health: Health {
        get { endpoints.health }
        set { endpoints.health = newValue }
    }

    var metrics: Metrics {
        get { endpoints.metrics }
        set { endpoints.metrics = newValue }
    }

    mutating func respond(
        _ method: String = "GET", _ target: String,
        _ fields: KeyValuePairs<String, String?> = ["Accept": "application/json"]
    ) throws -> HTTPResponse {
        let resolved = ResolvedRequest(try request(method, target, fields), catalog)
        do {
            if let refusal = resolved.refusal { throw refusal }
            return try endpoints.answer(
                to: resolved, store, at: Timestamp(seconds: 1_800_000_000))
        } catch let error as StatusError {
            return HTTPResponse(error, resolved.negotiation.errorFormat)
        }
    }

    /// The body of the answer to a GET.
    mutating func text(
        _ target: String, _ fields: KeyValuePairs<String, String?> = ["Accept": "application/json"]
    ) throws -> String {
        String(decoding: try respond("GET", target, fields).body, as: UTF8.self)
    }
}
