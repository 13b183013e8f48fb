import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// Writes the events of a watch as the frames that the client reads.
struct WatchFramer: Sendable {
    private var encoder: ObjectEncoder
    private let encoding: Encoding
    private let release: Release

    /// Frames what `encoder` encodes in `encoding`, one that can stream, as a server of `release`
    /// does.
    init(_ encoder: ObjectEncoder, _ encoding: Encoding, _ release: Release) {
        self.encoder = encoder
        self.encoding = encoding
        self.release = release
    }

    /// Appends an event about `object`.
    mutating func write(
        _ type: WatchEventType, _ object: StoredObject, showsColumns: Bool,
        into output: inout [UInt8],
        at now: Timestamp
    ) {
        encoder.now = now
        guard encoding != .protobuf else {
            return frame(
                type, protobuf: encoder.encodeProtobuf(object, showsColumns: showsColumns),
                into: &output)
        }
        frame(type, into: &output) { encoder.append(object, showsColumns: showsColumns, to: &$0) }
    }

    /// Appends a bookmark: an object of the kind that has nothing but a version.
    mutating func writeBookmark(
        revision: UInt64, endsInitial: Bool, showsColumns: Bool, into output: inout [UInt8],
        at now: Timestamp
    ) {
        var metadata = JSONObject([("resourceVersion", .string(String(revision)))])
        metadata["creationTimestamp"] = release.unsetCreationTimestamp
        if endsInitial {
            metadata.append("annotations", ["k8s.io/initial-events-end": "true"])
        }
        var object = encoder.served.kind.schema.emptyObject
        object.metadata = metadata
        encoder.now = now
        frame(
            .bookmark, encoder.encode(shown: object, showsColumns: showsColumns), into: &output)
    }

    /// Appends the event that tells why the watch ends.
    func writeError(_ error: StatusError, into output: inout [UInt8]) {
        frame(.error, JSONWriter.encode(.object(error.json)), into: &output)
    }

    private func frame(_ type: WatchEventType, _ document: [UInt8], into output: inout [UInt8]) {
        guard encoding != .protobuf else {
            return frame(
                type, protobuf: ProtobufDocument.encode(document, of: encoder.served),
                into: &output)
        }
        frame(type, into: &output) { $0.append(contentsOf: document) }
    }

    private func frame(
        _ type: WatchEventType, into output: inout [UInt8],
        appending document: (inout [UInt8]) -> Void
    ) {
        output.append(contentsOf: type.head.utf8)
        document(&output)
        output.append(UInt8(ascii: "}"))
        output.append(UInt8(ascii: "\n"))
    }

    /// A frame is the length of the event in four bytes, and the event (FRM-002).
    private func frame(
        _ type: WatchEventType, protobuf document: [UInt8], into output: inout [UInt8]
    ) {
        var event = ProtobufWriter()
        event.write(type.rawValue, at: 1)
        event.writeMessage(at: 2) { $0.write(document, at: 1) }
        withUnsafeBytes(of: UInt32(event.bytes.count).bigEndian) { output.append(contentsOf: $0) }
        output.append(contentsOf: event.bytes)
    }
}
