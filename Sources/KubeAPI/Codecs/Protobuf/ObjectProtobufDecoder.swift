package import KubeJSON
import KubeTime

/// Reads a protobuf message as a schema says and gives back the object in canonical form.
package enum ObjectProtobufDecoder {
    /// The object in `message`; fields that the schema does not know are skipped.
    package static func decode(
        _ message: [UInt8], as schema: ObjectSchema
    ) throws(ProtobufError) -> JSONObject {
        var reader = ProtobufReader(message, as: schema.name)
        var object = PartialObject(schema)
        try object.merge(&reader)
        return object.assembled
    }
}

/// An object of which some fields have been read.
///
/// A message may hold the parts of one object in several places, which are put together at the end:
/// an object that was assembled each time would be costly to build from many small parts.
private struct PartialObject {
    private let schema: ObjectSchema
    private var values: [JSONValue?]
    private var nested: [Int: PartialObject] = [:]

    init(_ schema: ObjectSchema) {
        self.schema = schema
        values = [JSONValue?](repeating: nil, count: schema.fields.count)
    }

    /// The canonical object.
    var assembled: JSONObject {
        var values = values
        for (position, object) in nested { values[position] = .object(object.assembled) }
        for (position, field) in schema.fields.enumerated() {
            guard case .stringMap = field.type, case .object(let map)? = values[position] else {
                continue
            }
            values[position] = .object(map.sortedByKey)
        }
        return schema.assemble(values)
    }

    /// Adds the fields that `reader` has.
    mutating func merge(_ reader: inout ProtobufReader) throws(ProtobufError) {
        while let tag = try reader.next() {
            if let position = schema.position(of: tag.number) {
                try merge(tag, of: &reader, at: position)
            } else {
                try reader.skip(tag)
            }
        }
    }

    private mutating func merge(
        _ tag: ProtobufReader.Tag, of reader: inout ProtobufReader, at position: Int
    ) throws(ProtobufError) {
        switch schema.fields[position].type {
        case .string:
            values[position] = .string(try reader.text(of: tag, goName(position)))
        case .bool: values[position] = .bool(try reader.varint(of: tag, goName(position)) != 0)
        case .int32:
            let bits = try reader.varint(of: tag, goName(position))
            values[position] = .integer(Int64(Int32(truncatingIfNeeded: bits)))
        case .int64:
            let bits = try reader.varint(of: tag, goName(position))
            values[position] = .integer(Int64(bitPattern: bits))
        case .time:
            values[position] = try reader.time(of: tag, goName(position), .seconds)
        case .microTime:
            values[position] = try reader.time(of: tag, goName(position), .microseconds)
        case .fieldsV1:
            values[position] = try reader.fieldsV1(of: tag, goName(position))
        case .stringMap:
            let entry = try reader.mapEntry(of: tag, goName(position))
            add(entry, at: position)
        case .strings where schema.fields[position].isWrapped:
            for text in try reader.wrappedTexts(of: tag, goName(position)) {
                append(.string(text), at: position)
            }
        case .strings:
            append(.string(try reader.text(of: tag, goName(position))), at: position)
        case .object(let schema):
            var message = try reader.message(of: tag, goName(position), as: schema.name)
            try nested[position, default: PartialObject(schema)].merge(&message)
        case .objects(let schema, _):
            var message = try reader.message(of: tag, goName(position), as: schema.name)
            var element = PartialObject(schema)
            try element.merge(&message)
            guard (values[position]?.array?.count ?? 0) < ObjectDecoder.elementsMax else {
                throw .tooManyElements(of: goName(position))
            }
            append(.object(element.assembled), at: position)
        }
    }

    /// The name of a field in Go, which only errors need.
    private func goName(_ position: Int) -> String {
        schema.fields[position].goName
    }

    private mutating func append(_ element: JSONValue, at position: Int) {
        var elements = values[position]?.array ?? []
        // Nobody else may hold the list while it grows, or each element would copy it.
        values[position] = nil
        elements.append(element)
        values[position] = .array(elements)
    }

    private mutating func add(_ entry: (key: String, value: String), at position: Int) {
        var map = values[position]?.object ?? JSONObject()
        values[position] = nil
        map[entry.key] = .string(entry.value)
        values[position] = .object(map)
    }
}

// MARK: - Values

extension ProtobufReader {
    /// A time; a message without fields is the zero instant, which is null in a canonical object.
    fileprivate mutating func time(
        of tag: Tag, _ name: @autoclosure () -> String, _ format: TimeFormat
    ) throws(ProtobufError) -> JSONValue {
        var message = try message(of: tag, name(), as: "Timestamp")
        guard !message.isEmpty else { return .null }
        var seconds: Int64 = 0
        var nanoseconds: Int32 = 0
        while let tag = try message.next() {
            switch tag.number {
            case 1: seconds = Int64(bitPattern: try message.varint(of: tag, "Seconds"))
            case 2: nanoseconds = Int32(truncatingIfNeeded: try message.varint(of: tag, "Nanos"))
            default: try message.skip(tag)
            }
        }
        // Checked before and after the fraction: such a year can neither be stored nor be shown.
        guard TimeFormat.writableSeconds.contains(seconds) else { throw .yearOutOfRange }
        var instant = Timestamp(seconds: seconds)
        if format == .microseconds { instant.microseconds += Int64(nanoseconds / 1000) }
        guard TimeFormat.writableSeconds.contains(instant.seconds) else { throw .yearOutOfRange }
        return instant == TimeFormat.zeroInstant ? .null : .string(format.format(instant))
    }

    /// The texts in the message that holds a list.
    fileprivate mutating func wrappedTexts(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> [String] {
        var message = try message(of: tag, name(), as: "Verbs")
        var texts: [String] = []
        while let tag = try message.next() {
            guard tag.number == 1 else {
                try message.skip(tag)
                continue
            }
            texts.append(try message.text(of: tag, "Items"))
        }
        return texts
    }

    /// A set of fields, which is JSON inside a message.
    ///
    /// What is no JSON is kept as a text, which means as little to who looks for fields in it.
    fileprivate mutating func fieldsV1(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> JSONValue {
        var message = try message(of: tag, name(), as: "FieldsV1")
        var json: ArraySlice<UInt8> = []
        while let tag = try message.next() {
            guard tag.number == 1 else {
                try message.skip(tag)
                continue
            }
            json = try message.bytes(of: tag, "Raw")
        }
        guard !json.isEmpty else { return .null }
        return (try? JSONParser.parse(Array(json))) ?? .string(JSONText.decode(json))
    }

    fileprivate mutating func mapEntry(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> (key: String, value: String) {
        var message = try message(of: tag, name(), as: "map")
        var entry = (key: "", value: "")
        while let tag = try message.next() {
            switch tag.number {
            case 1: entry.key = try message.text(of: tag, name())
            case 2: entry.value = try message.text(of: tag, name())
            default: try message.skip(tag)
            }
        }
        return entry
    }
}

extension Field {
    /// The name of the field in Go, which errors use.
    fileprivate var goName: String {
        switch name {
        case "uid": return "UID"
        case "apiVersion": return "APIVersion"
        case "metadata":
            // Metadata is embedded and so goes by its type's name.
            if let schema = type.objectSchema { return schema.name }
        default: break
        }
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
