import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime
import Testing

@testable import KubeEndpoints

/// The endpoints of a whole cluster, at a time that stands still.
struct TestHandler {
    private(set) var handler: APIHandler
    let now = Timestamp(seconds: 1_767_225_600)

    init(
        _ resources: [Resource] = Resource.all,
        runtimeConfig: [String] = ["coordination.k8s.io/v1beta1=true"],
        emulating release: Release? = nil
    ) throws {
        let versions = try RuntimeConfig(flagValues: runtimeConfig, resources: resources)
            .servedVersions(emulating: release)
        var random = Random(seed: 1)
        let registry = Registry(
            catalog: ResourceCatalog(versions), features: try FeatureGates(at: release ?? .newest),
            random: random, at: now)
        handler = APIHandler(registry: registry, random: &random)
    }

    /// The answer to a request that is answered at once.
    mutating func respond(
        _ method: String, _ target: String, accept: String = "application/json",
        contentType: String? = nil, body: [UInt8] = []
    ) throws -> HTTPResponse {
        var request = try request(
            method, target, ["Accept": accept, "Content-Type": contentType])
        request.body = body
        guard case .complete(let response) = handler.respond(to: request, at: now) else {
            throw Unanswered()
        }
        return response
    }

    /// The head of the answer to a watch and what it says until `during` has been done.
    mutating func watch(
        _ target: String, accept: String, during: (inout TestHandler) throws -> Void
    ) throws -> (head: HTTPResponse, body: [UInt8]) {
        let request = try request("GET", target, ["Accept": accept])
        guard case .stream(let head, var stream) = handler.respond(to: request, at: now) else {
            throw Unanswered()
        }
        var body: [UInt8] = []
        while handler.produce(&stream, into: &body, at: now) == .more {}
        try during(&self)
        while handler.produce(&stream, into: &body, at: now) == .more {}
        return (head, body)
    }

    private struct Unanswered: Error {}
}
