/// A document in protobuf: a message and, in front of it, what kind of object the message is
/// (`runtime.Unknown`, behind four bytes that mark it).
package struct ProtobufEnvelope {
    /// The bytes that every document begins with: `k8s` and a zero byte.
    private static let prefix: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// What the document says it is; both are empty where it says nothing.
    package var apiVersion = ""
    package var kind = ""

    /// The message.
    package var content: [UInt8] = []
}

// MARK: - Reading

extension ProtobufEnvelope {
    /// The envelope in `document`.
    package init(reading document: [UInt8]) throws(ProtobufError) {
        guard !document.isEmpty else { throw ProtobufError(message: "empty data") }
        guard document.starts(with: Self.prefix) else {
            throw ProtobufError(
                message: "provided data does not appear to be a protobuf message, expected prefix "
                    + "[107 56 115 0]")
        }
        guard document.count > Self.prefix.count else {
            throw ProtobufError(message: "empty body")
        }
        var reader = ProtobufReader(document, from: Self.prefix.count, as: "Unknown")
        while let tag = try reader.next() {
            switch tag.number {
            case 1:
                var typeMeta = try reader.message(of: tag, "TypeMeta", as: "TypeMeta")
                try readTypes(from: &typeMeta)
            case 2: content = Array(try reader.bytes(of: tag, "Raw"))
            case 3: _ = try reader.bytes(of: tag, "ContentEncoding")
            case 4: _ = try reader.bytes(of: tag, "ContentType")
            default: try reader.skip(tag)
            }
        }
    }

    private mutating func readTypes(
        from reader: inout ProtobufReader
    ) throws(ProtobufError) {
        while let tag = try reader.next() {
            switch tag.number {
            case 1: apiVersion = try reader.text(of: tag, "APIVersion")
            case 2: kind = try reader.text(of: tag, "Kind")
            default: try reader.skip(tag)
            }
        }
    }
}

// MARK: - Writing

extension ProtobufEnvelope {
    /// Writes a document whose message `content` writes.
    package static func write(
        apiVersion: String, kind: String, content: (inout ProtobufWriter) -> Void
    ) -> [UInt8] {
        var writer = writer(apiVersion, kind)
        writer.writeMessage(at: 2, content)
        writer.write(encoded: tail)
        return writer.bytes
    }

    /// What a document begins with whose message has `size` bytes; these come next, then the tail.
    package static func head(apiVersion: String, kind: String, size: Int) -> [UInt8] {
        var writer = writer(apiVersion, kind)
        writer.beginMessage(at: 2, size: size)
        return writer.bytes
    }

    /// How the message is packed and which type it has: never said.
    package static let tail: [UInt8] = {
        var writer = ProtobufWriter()
        writer.write("", at: 3)
        writer.write("", at: 4)
        return writer.bytes
    }()

    private static func writer(_ apiVersion: String, _ kind: String) -> ProtobufWriter {
        var writer = ProtobufWriter(prefix)
        writer.writeMessage(at: 1) { writer in
            writer.write(apiVersion, at: 1)
            writer.write(kind, at: 2)
        }
        return writer
    }
}
