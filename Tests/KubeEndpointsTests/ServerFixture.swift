import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeEndpoints

/// The answers to requests, with time that the test moves.
struct ServerFixture {
    var registry: Registry
    var api: APIHandler
    var now = Timestamp.epoch

    static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// What a server is told that serves candidates too.
    static let candidates = ["coordination.k8s.io/v1beta1=true"]

    init(
        _ resources: [Resource] = Resource.all, runtimeConfig: [String] = [],
        store: ObjectStore = ObjectStore(), emulating release: Release? = nil
    ) throws {
        let versions = try RuntimeConfig(flagValues: runtimeConfig, resources: resources)
            .servedVersions(emulating: release, forwardCompatible: false)
        var random = Random(seed: 1)
        registry = Registry(
            catalog: ResourceCatalog(versions), features: try FeatureGates(at: release ?? .newest),
            store: store, random: random, at: now)
        api = APIHandler(registry.catalog, registry.features, random: &random)
    }

    /// When a watch or a waiting request next has something to do.
    mutating func wakeTime() throws -> Timestamp {
        _ = api.advance(to: now, in: registry.store)
        let next = api.nextWakeTime
        return try #require(next)
    }

    /// What is said to `request` at once.
    mutating func respond(to request: HTTPRequest) -> APIReply.Kind {
        api.respond(to: request, in: &registry, at: now).kind
    }

    /// The answer to `request`, put together where it comes in slices.
    mutating func answer(to request: HTTPRequest) throws -> HTTPResponse {
        var kind = respond(to: request)
        while true {
            switch kind {
            case .complete(let response): return response
            case .list(var response, var list):
                untilDone { list.produce(into: &response.body) != .more }
                return response
            case .long(var long):
                var reply: APIReply?
                untilDone {
                    reply = api.proceed(&long, in: &registry, at: now)
                    return reply != nil
                }
                kind = try #require(reply).kind
            case .wait, .stream: throw StatusError.badRequest("the request is not answered")
            }
        }
    }

    /// What is said to a request that has waited until now.
    mutating func resume(_ waiting: WaitingRequest) -> APIReply.Kind? {
        api.resume(waiting, in: &registry, at: now)?.kind
    }

    /// Appends what a watch says in one turn.
    mutating func produce(
        _ stream: inout WatchStream, into output: inout [UInt8]
    ) -> StreamProgress {
        api.produce(&stream, from: registry.store, into: &output, at: now)
    }

    /// Appends everything that a watch has to say now; returns whether it has ended.
    @discardableResult
    mutating func produceAll(
        _ stream: inout WatchStream, into output: inout [UInt8]
    ) -> Bool {
        var progress = StreamProgress.more
        untilDone {
            progress = produce(&stream, into: &output)
            return progress != .more
        }
        return progress == .finished
    }

    /// The status and the document of an answer that is complete at once.
    @discardableResult
    mutating func send(
        _ method: String, _ path: String, _ body: JSONValue? = nil,
        contentType: String = "application/json"
    ) throws -> (status: Int, document: JSONValue) {
        var request = try request(method, Self.leases + path)
        if let body {
            request.body = JSONWriter.encode(body)
            request.fields["Content-Type"] = contentType
        }
        guard case .complete(let response) = respond(to: request) else {
            Issue.record("\(method) \(path) is not answered at once")
            return (0, .null)
        }
        return (response.status, try JSONParser.parse(response.body))
    }

    /// The status of an answer that is complete at once, and the message of its `Status`.
    mutating func send(_ request: HTTPRequest) throws -> (status: Int, message: String) {
        guard case .complete(let response) = respond(to: request) else {
            Issue.record("\(request.method) \(request.target.path) is not answered at once")
            return (0, "")
        }
        let document = try? JSONParser.parse(response.body)
        return (
            response.status,
            document?["message"]?.string ?? String(decoding: response.body, as: UTF8.self)
        )
    }

    /// The names of the leases that there are.
    mutating func leaseNames() throws -> [String] {
        let items = try send("GET", "").document["items"]?.array ?? []
        return items.compactMap { $0["metadata"]?["name"]?.string }
    }

    /// Creates a lease, and returns its version.
    @discardableResult
    mutating func create(_ name: String, labels: JSONObject = [:]) throws -> String {
        let metadata: JSONObject = ["name": .string(name), "labels": .object(labels)]
        let (_, lease) = try send("POST", "", ["metadata": .object(metadata)])
        return lease["metadata"]?["resourceVersion"]?.string ?? ""
    }

    /// Lays `patch` over a lease.
    mutating func merge(_ name: String, _ patch: JSONValue) throws {
        try send("PATCH", "/\(name)", patch, contentType: "application/merge-patch+json")
    }

    /// Opens a watch.
    mutating func watch(
        _ query: String, _ fields: KeyValuePairs<String, String?> = [:]
    ) throws -> WatchStream {
        let request = try request("GET", "\(Self.leases)?watch=true&\(query)", fields)
        guard case .stream(_, let stream) = respond(to: request) else {
            throw StatusError.badRequest("the watch is not opened")
        }
        return stream
    }

    /// Everything that a watch has to say now.
    mutating func read(
        _ stream: inout WatchStream
    ) throws -> (events: [JSONValue], hasEnded: Bool) {
        var output: [UInt8] = []
        let hasEnded = produceAll(&stream, into: &output)
        let events = try output.split(separator: 0x0A).map { try JSONParser.parse(Array($0)) }
        return (events, hasEnded)
    }
}

extension JSONValue {
    /// An event of a watch, in a few words: `ADDED a`.
    var brief: String {
        let object = self["object"]
        let name = object?["metadata"]?["name"] ?? object?["message"]
        return [self["type"], name].compactMap { $0?.string }.joined(separator: " ")
    }
}
