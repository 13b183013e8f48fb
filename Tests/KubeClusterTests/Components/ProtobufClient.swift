import FakeAPIServerKit
import KubeAPI
import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime

/// A cluster under a clock that the test moves, spoken to in protobuf alone.
struct ProtobufClient {
    private var cluster: Cluster
    private(set) var now = Timestamp.epoch

    private static let mediaType = "application/vnd.kubernetes.protobuf"

    init() throws {
        let options = ClusterOptions(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"])
        cluster = Cluster(try ClusterSettings(options), seed: 1, at: now)
    }

    /// Sends `object`, if there is one, and gives back the status and the object in the answer.
    mutating func send(
        _ method: String, _ path: String, _ kind: Kind, _ object: JSONObject? = nil
    ) throws -> (status: Int, object: JSONObject) {
        let body = object.map { object in
            ProtobufEnvelope.write(apiVersion: kind.apiVersion, kind: kind.name) {
                ObjectProtobufEncoder.write(object, as: kind.schema, into: &$0)
            }
        }
        guard case .complete(let response) = try reply(method, path, body ?? []) else {
            throw UnexpectedAnswer()
        }
        _ = cluster.advance(to: now)
        let envelope = try ProtobufEnvelope(reading: response.body)
        let schema = envelope.kind == "Status" ? ObjectSchema.status : kind.schema
        return (
            response.status, try ObjectProtobufDecoder.decode(envelope.content, as: schema)
        )
    }

    /// Opens a watch.
    mutating func watch(_ path: String) throws -> WatchStream {
        guard case .stream(_, let stream) = try reply("GET", path, []) else {
            throw UnexpectedAnswer()
        }
        return stream
    }

    /// The events of a watch that have not been read, with objects of `kind`.
    mutating func events(
        _ stream: inout WatchStream, _ kind: Kind
    ) throws -> [(type: String, object: JSONObject)] {
        var body: [UInt8] = []
        while cluster.produce(&stream, into: &body, at: now) == .more {}
        var events: [(type: String, object: JSONObject)] = []
        var rest = body[...]
        while !rest.isEmpty {
            // Four bytes of length, a type behind one tag, the object behind two.
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            var event = ProtobufReader(Array(rest.dropFirst(4).prefix(length)), as: "WatchEvent")
            guard let type = try event.next() else { throw UnexpectedAnswer() }
            let name = try event.text(of: type, "Type")
            guard let extensionTag = try event.next() else { throw UnexpectedAnswer() }
            var raw = try event.message(of: extensionTag, "Object", as: "RawExtension")
            guard let rawTag = try raw.next() else { throw UnexpectedAnswer() }
            let envelope = try ProtobufEnvelope(reading: Array(try raw.bytes(of: rawTag, "Raw")))
            let object = try ObjectProtobufDecoder.decode(envelope.content, as: kind.schema)
            events.append((name, object))
            rest = rest.dropFirst(4 + length)
        }
        return events
    }

    /// Lets time pass.
    mutating func sleep(_ duration: Duration) {
        let end = now + duration
        while let due = cluster.advance(to: now), due <= end, due > now { now = due }
        now = end
        _ = cluster.advance(to: now)
    }

    private mutating func reply(
        _ method: String, _ path: String, _ body: [UInt8]
    ) throws -> ClusterReply.Kind {
        guard let target = RequestTarget(origin: path) else { throw UnexpectedAnswer() }
        return cluster.respond(
            to: HTTPRequest(
                method: method, target: target,
                fields: ["Accept": Self.mediaType, "Content-Type": Self.mediaType], body: body),
            at: now
        ).kind
    }

    private struct UnexpectedAnswer: Error {}
}
