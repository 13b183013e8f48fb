import KubeAPI
import KubeJSON
import KubeRegistry
import KubeYAML

/// The body of a write, as the verb wants it.
struct RequestBody {
    /// The body as it came, of which messages show the beginning.
    let bytes: [UInt8]
    /// What stands in it.
    let document: BodyDocument

    /// The object of the kind that the path takes.
    func decode(
        as kind: Kind, _ fieldValidation: WriteOptions.FieldValidation,
        _ catalog: ResourceCatalog
    ) throws(StatusError) -> BodyDecoder.Decoded {
        let decoder = BodyDecoder(
            kind: kind, catalog: catalog, fieldValidation: fieldValidation)
        switch document {
        case .json(let value): return try decoder.decode(json: value, in: bytes)
        case .yaml(let document): return try decoder.decode(yaml: document, in: bytes)
        case .protobuf(let message): return try decoder.decode(protobuf: message, in: bytes)
        }
    }
}

// MARK: - Options

extension RequestBody {
    /// The document of `DeleteOptions`, whose types may be those of any group (DEL-005).
    ///
    /// What is not said is taken to be of the kind that the path names, `kind`.
    func deleteOptions(at kind: Kind) throws(StatusError) -> JSONObject {
        let value: JSONValue
        switch document {
        case .protobuf(let message): return try Self.deleteOptions(message, at: kind)
        case .json(let parsed):
            do {
                value = try parsed.get()
            } catch {
                throw .badRequest(TypeMeta.unreadable(error.message).message)
            }
        case .yaml(let parsed):
            do {
                value = try parsed.get().value
            } catch {
                throw .badRequest(error.message)
            }
        }
        return try Self.deleteOptions(value, at: kind)
    }

    private static func deleteOptions(
        _ value: JSONValue, at kind: Kind
    ) throws(StatusError) -> JSONObject {
        do {
            try checkAreDeleteOptions(try TypeMeta(value), at: kind)
            var decoder = ObjectDecoder()
            return try decoder.decode(value.object ?? JSONObject(), as: .deleteOptions)
        } catch let error as StatusError {
            throw error
        } catch let error as KubeAPI.DecodingError {
            throw .badRequest(error.message)
        } catch {
            throw .unprocessable
        }
    }

    private static func deleteOptions(
        _ message: Result<BodyDocument.Message, ProtobufError>, at kind: Kind
    ) throws(StatusError) -> JSONObject {
        do {
            let message = try message.get()
            try checkAreDeleteOptions(message.types, at: kind)
            return try message.object.get()
        } catch let error as StatusError {
            throw error
        } catch let error as ProtobufError {
            throw .badRequest(error.message)
        } catch {
            throw .unprocessable
        }
    }

    private static func checkAreDeleteOptions(
        _ types: TypeMeta, at kind: Kind
    ) throws(StatusError) {
        guard !types.kind.isEmpty, types.kind != "DeleteOptions" else { return }
        throw .badRequest(
            "no kind \"\(types.kind)\" is registered for version "
                + "\"\(types.defaulted(to: kind).apiVersion)\" in scheme "
                + "\"pkg/apis/meta/internalversion/scheme/register.go:27\"")
    }
}
