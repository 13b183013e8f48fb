import Foundation
import KubeAPI
import KubeJSON

/// The envelope around Kubernetes' protobuf objects, read and written without a schema.
enum SchemalessEnvelope {
    static let mediaType = "application/vnd.kubernetes.protobuf"

    private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0]

    static func isEnvelope(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: magic)
    }

    /// What is in an envelope: its type and the object's fields by number, then its other fields.
    static func decode(_ bytes: [UInt8]) -> JSONValue {
        guard isEnvelope(bytes),
            var fields = SchemalessMessage(Array(bytes.dropFirst(magic.count)))?.fields
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
        var writer = ProtobufWriter(magic)
        write([[1, .array(types)], [2, description["raw"] ?? []]], into: &writer)
        return writer.bytes
    }

    private static func write(_ fields: [JSONValue], into writer: inout ProtobufWriter) {
        for field in fields {
            guard let pair = field.array, pair.count == 2,
                let number = pair[0].integer.flatMap({ Int(exactly: $0) })
            else { continue }
            if let integer = pair[1].integer {
                writer.write(integer, at: number)
            } else if let text = pair[1].string {
                writer.write(text, at: number)
            } else {
                writer.writeMessage(at: number) { write(pair[1].array ?? [], into: &$0) }
            }
        }
    }
}
