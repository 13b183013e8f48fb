import KubeJSON
import KubeTestSupport

/// Cuts the body of a watch into its events: lines of JSON, or protobuf messages with a length.
struct WatchEvents {
    private let isProtobuf: Bool
    private var buffer: [UInt8] = []

    init(contentType: String?) {
        isProtobuf = contentType?.contains("protobuf") ?? false
    }

    /// The events that end in `bytes`.
    ///
    /// Bookmarks that only tell how far the server is are left out: a server sends them when it
    /// likes.
    mutating func append(_ bytes: [UInt8]) throws -> [AnswerBody] {
        buffer += bytes
        var events: [AnswerBody] = []
        while let event = try takeEvent() {
            if !Self.isIdleBookmark(event.value) { events.append(event) }
        }
        return events
    }

    private mutating func takeEvent() throws -> AnswerBody? {
        guard isProtobuf else {
            guard let end = buffer.firstIndex(of: 0x0A) else { return nil }
            defer { buffer.removeSubrange(...end) }
            return .json(try JSONParser.parse(Array(buffer[..<end])))
        }
        guard let event = ProtobufFrame.take(from: &buffer) else { return nil }
        guard let message = SchemalessMessage(event) else {
            throw ClientError.malformedAnswer("no protobuf event: \(event)")
        }
        return .protobuf(.object(message.fields))
    }

    private static func isIdleBookmark(_ event: JSONValue) -> Bool {
        (event["type"] ?? event["1"]) == "BOOKMARK"
            && !JSONWriter.text(event).contains("initial-events-end")
    }
}
