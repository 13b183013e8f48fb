package import KubeJSON
import KubeTime

/// Writes an object as the protobuf message that its schema describes.
///
/// The object must be canonical. Like the code that Kubernetes generates, the encoder writes fields
/// by their numbers, and those that are no pointers in Go even when they are empty.
package enum ObjectProtobufEncoder {
    /// Writes the fields of `object` into the message that `writer` is in.
    package static func write(
        _ object: JSONObject, as schema: ObjectSchema, into writer: inout ProtobufWriter
    ) {
        for position in schema.positionsByNumber {
            if let value = object[schema.fields[position].name] {
                write(value, of: schema.fields[position], into: &writer)
            } else if schema.fields[position].presence != .whenSet {
                writeUnset(schema.fields[position], into: &writer)
            }
        }
    }

    private static func write(
        _ value: JSONValue, of field: Field, into writer: inout ProtobufWriter
    ) {
        switch (field.type, value) {
        case (.string, .string(let text)): writer.write(text.text, at: field.number)
        case (.bool, .bool(let truth)): writer.write(truth, at: field.number)
        case (.int32, .number(let number)), (.int64, .number(let number)):
            writer.write(number.integer ?? 0, at: field.number)
        case (.time, _): write(value, .seconds, at: field.number, into: &writer)
        case (.microTime, _): write(value, .microseconds, at: field.number, into: &writer)
        case (.stringMap, .object(let members)):
            write(members, at: field.number, into: &writer)
        case (.fieldsV1, _):
            writer.writeMessage(at: field.number) { $0.write(JSONWriter.encode(value), at: 1) }
        case (.object(let nested), .object(let object)):
            writer.writeMessage(at: field.number) { write(object, as: nested, into: &$0) }
        case (.strings, .array(let elements)) where field.isWrapped:
            writer.writeMessage(at: field.number) { write(elements, at: 1, into: &$0) }
        case (.strings, .array(let elements)): write(elements, at: field.number, into: &writer)
        case (.objects(let nested, _), .array(let elements)):
            for element in elements {
                writer.writeMessage(at: field.number) {
                    write(element.object ?? JSONObject(), as: nested, into: &$0)
                }
            }
        case (.string, _), (.bool, _), (.int32, _), (.int64, _), (.stringMap, _), (.object, _),
            (.strings, _), (.objects, _):
            writeUnset(field, into: &writer)
        }
    }

    private static func writeUnset(_ field: Field, into writer: inout ProtobufWriter) {
        switch field.type {
        case .string: writer.write("", at: field.number)
        case .bool: writer.write(false, at: field.number)
        case .int32, .int64: writer.write(0 as Int64, at: field.number)
        case .time, .microTime, .fieldsV1: writer.writeMessage(at: field.number) { _ in }
        case .object(let nested):
            writer.writeMessage(at: field.number) { write(JSONObject(), as: nested, into: &$0) }
        case .stringMap, .strings, .objects: break
        }
    }

    private static func write(
        _ texts: [JSONValue], at number: Int, into writer: inout ProtobufWriter
    ) {
        for text in texts { writer.write(text.string ?? "", at: number) }
    }

    /// Writes seconds and nanoseconds, zero too; the zero instant is a message without fields.
    private static func write(
        _ value: JSONValue, _ format: TimeFormat, at number: Int,
        into writer: inout ProtobufWriter
    ) {
        writer.writeMessage(at: number) { writer in
            guard let instant = value.string.flatMap(format.parse) else { return }
            let seconds = instant.seconds
            writer.write(seconds, at: 1)
            writer.write((instant.microseconds - seconds * 1_000_000) * 1000, at: 2)
        }
    }

    private static func write(
        _ members: JSONObject, at number: Int, into writer: inout ProtobufWriter
    ) {
        for (key, value) in members.sortedByKey {
            writer.writeMessage(at: number) {
                $0.write(key, at: 1)
                $0.write(value.string ?? "", at: 2)
            }
        }
    }
}
