package import KubeAPI

/// An event of a watch in protobuf.
package struct ProtobufWatchEvent {
    /// What happened, such as `ADDED`.
    package let type: String
    /// To which object.
    package let object: ProtobufEnvelope

    /// All events in `body`, which ends with one.
    package static func all(in body: [UInt8]) throws -> [ProtobufWatchEvent] {
        var rest = body
        var events: [ProtobufWatchEvent] = []
        while let frame = ProtobufFrame.take(from: &rest) {
            events.append(try ProtobufWatchEvent(reading: frame))
        }
        guard rest.isEmpty else { throw ClientError.malformedAnswer("its last event is cut") }
        return events
    }

    /// The event in `message`: the type in the first field, the object in the second.
    private init(reading message: [UInt8]) throws {
        var reader = ProtobufReader(message, as: "WatchEvent")
        guard let typeTag = try reader.next() else { throw Self.incomplete }
        type = try reader.text(of: typeTag, "Type")
        guard let objectTag = try reader.next() else { throw Self.incomplete }
        var extensionReader = try reader.message(of: objectTag, "Object", as: "RawExtension")
        guard let rawTag = try extensionReader.next(), try reader.next() == nil else {
            throw Self.incomplete
        }
        let raw = try extensionReader.bytes(of: rawTag, "Raw")
        object = try ProtobufEnvelope(reading: Array(raw))
    }

    private static var incomplete: ClientError { .malformedAnswer("an event of other fields") }
}
