import Foundation
import KubeJSON

/// A protobuf message read without a schema: values by field number, in the order in which they
/// came; a repeated field is an array.
struct ProtobufMessage {
    private(set) var fields: JSONObject = [:]

    /// The message in `bytes`; nil when they are none.
    init?(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            guard let (number, value) = Self.takeField(&rest) else { return nil }
            add(value, as: String(number))
        }
    }

    private mutating func add(_ value: JSONValue, as number: String) {
        switch fields[number] {
        case nil: fields[number] = value
        case .array(let values)?: fields[number] = .array(values + [value])
        case let first?: fields[number] = .array([first, value])
        }
    }

    private static func takeField(
        _ rest: inout ArraySlice<UInt8>
    ) -> (number: UInt64, value: JSONValue)? {
        guard let key = takeVarint(&rest), key >> 3 != 0 else { return nil }
        let length: Int
        switch key & 7 {
        case 0:
            guard let value = takeVarint(&rest) else { return nil }
            return (key >> 3, .number(JSONNumber(literal: String(value))))
        case 1: length = 8
        case 2:
            guard let count = takeVarint(&rest), count <= UInt64(rest.count) else { return nil }
            length = Int(count)
        case 5: length = 4
        default: return nil
        }
        guard rest.count >= length else { return nil }
        defer { rest = rest.dropFirst(length) }
        return (key >> 3, value(of: Array(rest.prefix(length))))
    }

    /// What bytes with a length are: an envelope, else printable text, else a message.
    private static func value(of bytes: [UInt8]) -> JSONValue {
        if ProtobufEnvelope.isEnvelope(bytes) { return ProtobufEnvelope.decode(bytes) }
        let text = String(validating: bytes, as: UTF8.self)
        if let text, text.utf8.allSatisfy({ $0 >= 0x20 }) { return .string(text) }
        if let message = ProtobufMessage(bytes) { return .object(message.fields) }
        return text.map { .string($0) } ?? ["base64": .string(Data(bytes).base64EncodedString())]
    }

    private static func takeVarint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            number |= UInt64(byte & 127) << shift
            if byte < 128 { return number }
        }
        return nil
    }
}
