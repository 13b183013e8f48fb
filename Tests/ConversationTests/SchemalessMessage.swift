import Foundation
import KubeAPI
import KubeJSON

/// A protobuf message read without a schema: values by field number, in the order in which they
/// came; a repeated field is an array.
struct SchemalessMessage {
    private(set) var fields: JSONObject = [:]

    /// The message in `bytes`; nil when they are none.
    init?(_ bytes: [UInt8]) {
        var reader = ProtobufReader(bytes, as: "")
        do throws(ProtobufError) {
            while let tag = try reader.next() {
                add(try Self.value(of: tag, &reader), as: String(tag.number))
            }
        } catch {
            return nil
        }
    }

    private mutating func add(_ value: JSONValue, as number: String) {
        switch fields[number] {
        case nil: fields[number] = value
        case .array(let values)?: fields[number] = .array(values + [value])
        case let first?: fields[number] = .array([first, value])
        }
    }

    private static func value(
        of tag: ProtobufReader.Tag, _ reader: inout ProtobufReader
    ) throws(ProtobufError) -> JSONValue {
        guard tag.wireType == ProtobufWireType.varint.rawValue else {
            return value(of: Array(try reader.bytes(of: tag, "")))
        }
        return .number(JSONNumber(literal: String(try reader.varint(of: tag, ""))))
    }

    /// What bytes with a length are: an envelope, else printable text, else a message.
    private static func value(of bytes: [UInt8]) -> JSONValue {
        if SchemalessEnvelope.isEnvelope(bytes) { return SchemalessEnvelope.decode(bytes) }
        let text = String(validating: bytes, as: UTF8.self)
        if let text, text.utf8.allSatisfy({ $0 >= 0x20 }) { return .string(text) }
        if let message = SchemalessMessage(bytes) { return .object(message.fields) }
        return text.map { .string($0) } ?? ["base64": .string(Data(bytes).base64EncodedString())]
    }
}
