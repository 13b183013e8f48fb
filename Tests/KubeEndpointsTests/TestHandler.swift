import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime
import Testing

@testable import KubeEndpoints

/// The endpoints of a whole cluster, at a time that stands still.
struct TestHandler {
    private var registry: Registry
    private var handler: APIHandler
    let now = Timestamp(seconds: 1_767_225_600)

    init(
        _ resources: [Resource] = Resource.all,
        runtimeConfig: [String] = ["coordination.k8s.io/v1beta1=true"],
        emulating release: Release? = nil
    ) throws {
        let versions = try RuntimeConfig(flagValues: runtimeConfig, resources: resources)
            .servedVersions(emulating: release)
        var random = Random(seed: 1)
        registry = Registry(
            catalog: ResourceCatalog(versions), features: try FeatureGates(at: release ?? .newest),
            random: random, at: now)
        handler = APIHandler(registry.catalog, registry.features, random: &random)
    }

    /// The answer to a request that is answered at once.
    mutating func respond(
        _ method: String, _ target: String, accept: String = "application/json",
        contentType: String? = nil, body: [UInt8] = []
    ) throws -> HTTPResponse {
        var request = try request(
            method, target, ["Accept": accept, "Content-Type": contentType])
        request.body = body
        guard
            case .complete(let response) = handler.respond(to: request, in: &registry, at: now).kind
        else {
            throw Unanswered()
        }
        return response
    }

    /// The head of the answer to a watch and what it says until `during` has been done.
    mutating func watch(
        _ target: String, accept: String, during: (inout TestHandler) throws -> Void
    ) throws -> (head: HTTPResponse, body: [UInt8]) {
        let request = try request("GET", target, ["Accept": accept])
        guard
            case .stream(let head, var stream) = handler.respond(
                to: request, in: &registry, at: now
            ).kind
        else {
            throw Unanswered()
        }
        var body: [UInt8] = []
        while produce(&stream, into: &body) == .more {}
        try during(&self)
        while produce(&stream, into: &body) == .more {}
        return (head, body)
    }

    private mutating func produce(
        _ stream: inout WatchStream, into body: inout [UInt8]
    ) -> StreamProgress {
        handler.produce(&stream, from: registry.store, into: &body, at: now)
    }

    private struct Unanswered: Error {}
}
