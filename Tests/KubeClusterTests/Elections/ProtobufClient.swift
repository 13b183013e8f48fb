import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime

/// A client of a cluster that elects, which speaks protobuf alone.
struct ProtobufClient {
    private var host: TestHost

    private static let mediaType = "application/vnd.kubernetes.protobuf"

    init() throws {
        host = try TestHost(.electing)
    }

    /// What the cluster's clock shows.
    var now: Timestamp { host.now }

    /// Lets time pass.
    mutating func sleep(_ duration: Duration) { host.sleep(duration) }

    /// Sends `object`, if there is one, and gives back the status and the object in the answer.
    mutating func send(
        _ method: String, _ path: String, _ kind: Kind, _ object: JSONObject? = nil
    ) throws -> (status: Int, object: JSONObject) {
        let body = object.map { object in
            ProtobufEnvelope.write(apiVersion: kind.apiVersion, kind: kind.name) {
                ObjectProtobufEncoder.write(object, as: kind.schema, into: &$0)
            }
        }
        let (response, _) = try answer(method, path, body ?? [])
        let envelope = try ProtobufEnvelope(reading: response.body)
        let schema = envelope.kind == "Status" ? ObjectSchema.status : kind.schema
        return (
            response.status, try ObjectProtobufDecoder.decode(envelope.content, as: schema)
        )
    }

    /// Opens a watch.
    mutating func watch(_ path: String) throws -> Watch {
        let (response, stream) = try answer("GET", path, [])
        return Watch(unread: response.body, stream: stream)
    }

    /// The events of a watch that have not been read, with objects of `kind`.
    mutating func events(
        _ watch: inout Watch, _ kind: Kind
    ) throws -> [(type: String, object: JSONObject)] {
        if case .bytes(let bytes) = host.receive(&watch.stream) { watch.unread += bytes }
        defer { watch.unread = [] }
        return try ProtobufWatchEvent.all(in: watch.unread).map { event in
            let content = event.object.content
            return (event.type, try ObjectProtobufDecoder.decode(content, as: kind.schema))
        }
    }

    private mutating func answer(
        _ method: String, _ path: String, _ body: [UInt8]
    ) throws -> (HTTPResponse, WatchStream?) {
        try host.answer(
            try HTTPRequest(
                method, path, body,
                fields: ["Accept": Self.mediaType, "Content-Type": Self.mediaType]))
    }

    /// A watch, and what has come of it that nobody has read.
    struct Watch {
        fileprivate var unread: [UInt8]
        fileprivate var stream: WatchStream?
    }
}
