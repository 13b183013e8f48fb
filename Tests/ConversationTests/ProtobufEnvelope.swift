import Foundation
import KubeJSON

/// The envelope around Kubernetes' protobuf objects, read and written without a schema.
enum ProtobufEnvelope {
    static let mediaType = "application/vnd.kubernetes.protobuf"

    private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0]

    static func isEnvelope(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: magic)
    }

    /// What is in an envelope: its type and the object's fields by number, then its other fields.
    static func decode(_ bytes: [UInt8]) -> JSONValue {
        guard isEnvelope(bytes), var fields = ProtobufMessage(bytes.dropFirst(magic.count))?.fields
        else { return ["noEnvelope": .string(Data(bytes).base64EncodedString())] }
        let types = fields["1"]
        var document: JSONObject = [
            "apiVersion": types?["1"] ?? .null, "kind": types?["2"] ?? .null,
            "raw": fields["2"] ?? "",
        ]
        fields["1"] = nil
        fields["2"] = nil
        for (number, value) in fields { document["envelope.\(number)"] = value }
        return .object(document)
    }

    /// The bytes of the envelope that `description` tells of: a type, and the object's fields as
    /// pairs of number and value.
    static func encode(_ description: JSONValue) -> [UInt8] {
        let types: [JSONValue] = [(1, "apiVersion"), (2, "kind")].compactMap { number, key in
            description[key].map { [.integer(number), $0] }
        }
        return magic + bytes(of: [[1, .array(types)], [2, description["raw"] ?? []]])
    }

    private static func bytes(of fields: [JSONValue]) -> [UInt8] {
        fields.reduce(into: []) { bytes, field in
            guard let pair = field.array, pair.count == 2, let number = pair[0].integer else {
                return
            }
            if let integer = pair[1].integer {
                bytes += varint(UInt64(number) << 3) + varint(UInt64(bitPattern: integer))
            } else {
                let value =
                    pair[1].string.map { Array($0.utf8) }
                    ?? Self.bytes(of: pair[1].array ?? [])
                bytes += varint(UInt64(number) << 3 | 2) + varint(UInt64(value.count)) + value
            }
        }
    }

    private static func varint(_ number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = number
        while rest > 127 {
            bytes.append(UInt8(rest & 127 | 128))
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
