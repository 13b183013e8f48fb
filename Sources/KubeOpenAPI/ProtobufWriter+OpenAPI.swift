import KubeAPI
import KubeJSON

extension ProtobufWriter {
    /// The encoding of a document of OpenAPI 2.
    static func encode(_ document: JSONObject) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.write(document, as: .document)
        return writer.bytes
    }

    private mutating func write(_ object: JSONObject, as message: ProtobufMessage) {
        let fields = message.fields
        for (key, value) in object {
            if let field = fields[key] {
                write(value, as: field.form, at: field.number)
            } else if let field = message.namedField {
                writeMessage(at: field.number) { pair in
                    pair.write(key, at: 1)
                    pair.write(value, as: field.form, at: 2)
                }
            } else {
                assertionFailure("\(message) has no field for \(key)")
            }
        }
    }

    private mutating func write(
        _ value: JSONValue, as form: ProtobufMessage.Form, at number: Int
    ) {
        switch form {
        case .text: write(value.string ?? "", at: number)
        case .truth: write(value.bool ?? false, at: number)
        // Compact JSON is YAML too.
        case .any: writeMessage(at: number) { $0.write(JSONWriter.encode(value), at: 2) }
        case .message(let message):
            writeMessage(at: number) { $0.write(value.object ?? JSONObject(), as: message) }
        case .repeated(let form):
            for element in value.array ?? [] { write(element, as: form, at: number) }
        case .wrapped(let inner, let form):
            writeMessage(at: number) { $0.write(value, as: form, at: inner) }
        case .parameter:
            writeMessage(at: number) { $0.write(value, as: value.parameterForm, at: 1) }
        }
    }
}

extension JSONValue {
    /// How the value is written if it is a parameter.
    fileprivate var parameterForm: ProtobufMessage.Form {
        // Parameter { 1 body, 2 other { 3 query, 4 path } }, itself field 1 of ParametersItem.
        switch self["in"]?.string {
        case "body": .wrapped(number: 1, .message(.bodyParameter))
        case "path": .wrapped(number: 2, .wrapped(number: 4, .message(.pathParameter)))
        default: .wrapped(number: 2, .wrapped(number: 3, .message(.queryParameter)))
        }
    }
}
