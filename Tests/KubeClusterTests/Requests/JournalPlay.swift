import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

/// Clients of a host, whose answers become final as an event loop says it.
final class JournalPlay {
    let handler: HostHandler
    let stopwatch = Stopwatch()
    /// What the machine's clock shows.
    var now = Timestamp.epoch

    static let leases = APIClient.leases

    init(configure: (inout ClusterOptions) -> Void = { _ in }) throws {
        var options = ClusterOptions()
        configure(&options)
        let stopwatch = stopwatch
        handler = HostHandler(
            try TestHost(options, seed: 7, at: now).clusters, monotonic: { stopwatch.time })
    }

    /// Sends a request, and lets `outcome` become of its answer; the client takes it if nothing else is
    /// said.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: String = "", fields: HTTPFields = [:],
        connection: UInt64 = 1, nth: UInt64 = 1, outcome: AnswerOutcome? = nil
    ) throws -> HTTPResponse {
        let id = RequestID(index: 0)
        var request = try HTTPRequest(method, path, Array(body.utf8), fields: fields)
        if request.fields["Content-Type"] == nil, !body.isEmpty {
            request.fields["Content-Type"] = "application/json"
        }
        request.connection = connection
        request.nth = nth
        let reply = handler.respond(to: request, as: id, at: now)
        switch reply.kind {
        case .complete(let response):
            handler.didAnswer(id, outcome ?? .answered(status: response.status), at: now)
            _ = handler.advance(to: now)
            return response
        case .wait, .stream, .pieces, .metered, .end: throw ClientError.noAnswer
        }
    }

    /// Begins to read a stream whose head is taken.
    func open(_ path: String, fields: HTTPFields = [:]) throws -> StreamID {
        let id = RequestID(index: 0)
        let reply = handler.respond(
            to: try HTTPRequest("GET", path, fields: fields), as: id, at: now)
        guard case .stream(let response, let stream) = reply.kind else {
            throw ClientError.noAnswer
        }
        handler.didAnswer(id, .answered(status: response.status), at: now)
        _ = try read(stream)
        return stream
    }

    /// What a stream has to say now.
    func read(_ stream: StreamID) throws -> [JSONValue] {
        var output: [UInt8] = []
        untilDone { handler.produce(stream, into: &output, at: now) != .more }
        return try output.split(separator: UInt8(ascii: "\n")).map {
            try JSONParser.parse(Array($0))
        }
    }

    /// The lease `name` with a holder, as a body.
    static func lease(_ name: String, holder: String, version: String? = nil) -> String {
        let version = version.map { #","resourceVersion":"\#($0)""# } ?? ""
        return
            #"{"metadata":{"name":"\#(name)"\#(version)},"spec":{"holderIdentity":"\#(holder)"}}"#
    }
}

// MARK: - What the journal says

extension JournalPlay {
    /// The document that the control API answers to a request about requests.
    func document(_ query: String = "", in cluster: String = "") throws -> JSONValue {
        try JSONParser.parse(try ask("GET", "\(cluster)/fake/requests\(query)").body)
    }

    /// The requests that a query selects.
    func requests(_ query: String = "", in cluster: String = "") throws -> [JSONValue] {
        try #require(try document(query, in: cluster)["requests"]?.array)
    }

    /// The only request that a query selects.
    func request(_ query: String = "") throws -> JSONValue {
        let requests = try requests(query)
        try #require(requests.count == 1)
        return requests[0]
    }

    /// The lines in which people read the requests that a query selects.
    func lines(_ query: String = "") throws -> [String] {
        let answer = try ask("GET", "/fake/requests\(query)", fields: ["Accept": "text/plain"])
        return String(decoding: answer.body, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

extension ClusterHost {
    /// The requests of the default cluster.
    mutating func requests() throws -> [RecordedRequest] {
        try #require(withCluster(.default) { $0.requests() })
    }

    /// Creates a lease of the default cluster, without anybody who asks for it.
    mutating func create(_ name: String, at now: Timestamp) throws {
        _ = respond(
            to: try HTTPRequest(
                "POST", APIClient.leases, Array(JournalPlay.lease(name, holder: "").utf8)), at: now)
    }
}
