import KubeAPI
import KubeJSON
import KubeYAML

/// What stands in the body of a request, read once.
///
/// What is wrong with it is kept, since each verb says so in its own words and at its own time.
enum BodyDocument: Sendable {
    case json(Result<JSONValue, JSONSyntaxError>)
    case yaml(Result<YAMLDocument, YAMLError>)
    case protobuf(Result<Message, ProtobufError>)

    /// A document in protobuf.
    struct Message: Sendable {
        /// What it says it is.
        let types: TypeMeta
        /// The object, read as one of the kind that is wanted, whatever it says it is.
        let object: Result<JSONObject, ProtobufError>
    }

    /// Reads `bytes`; a message is read as `schema`.
    init(_ bytes: [UInt8], in encoding: Encoding, as schema: ObjectSchema) {
        switch encoding {
        case .json:
            self = .json(
                Result { () throws(JSONSyntaxError) in try JSONParser.parse(bytes) })
        case .yaml:
            self = .yaml(
                Result { () throws(YAMLError) in try YAMLDocument(parsing: bytes) })
        case .protobuf:
            self = .protobuf(
                Result { () throws(ProtobufError) in
                    let envelope = try ProtobufEnvelope(reading: bytes)
                    return Message(
                        types: TypeMeta(envelope),
                        object: Result { () throws(ProtobufError) in
                            try ObjectProtobufDecoder.decode(envelope.content, as: schema)
                        })
                })
        }
    }

    /// The value that the document holds; nil where it could not be read.
    var value: JSONValue? {
        switch self {
        case .json(let value): try? value.get()
        case .yaml(let document): try? document.get().value
        case .protobuf(let message): (try? message.get().object.get()).map { .object($0) }
        }
    }
}
