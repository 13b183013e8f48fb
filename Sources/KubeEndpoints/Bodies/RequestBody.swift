import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry

/// The body of a write, in the encoding that its `Content-Type` says.
struct RequestBody {
    private let bytes: [UInt8]
    private let encoding: Encoding

    /// The body of `request`, whose size `checkBodySize` judges; throws 415.
    init(_ request: HTTPRequest) throws(StatusError) {
        encoding = try Encoding(contentType: request.fields["Content-Type"])
        bytes = request.body
    }

    /// The object of the kind that the path takes.
    func decode(
        as served: ServedResource, _ fieldValidation: WriteOptions.FieldValidation,
        _ catalog: ResourceCatalog
    ) throws(StatusError) -> BodyDecoder.Decoded {
        let decoder = BodyDecoder(
            served: served, catalog: catalog, fieldValidation: fieldValidation)
        switch encoding {
        case .json: return try decoder.decode(try decoder.parse(bytes), in: bytes)
        case .yaml:
            let document = try YAMLBody.parse(bytes, kind: served.kind)
            return try decoder.decode(
                document.value, in: bytes, duplicates: document.duplicates)
        case .protobuf: return try decoder.decode(protobuf: bytes)
        }
    }

    /// The document of `DeleteOptions`, whose types may be those of any group (DEL-005).
    func deleteOptions(_ served: ServedResource) throws(StatusError) -> JSONObject {
        guard encoding != .protobuf else { return try protobufDeleteOptions(served) }
        let document: JSONValue
        let types: TypeMeta
        do throws(KubeAPI.DecodingError) {
            document = try self.document()
            types = try TypeMeta(document)
        } catch {
            throw .badRequest(error.message)
        }
        try Self.checkAreDeleteOptions(types, served)
        var decoder = ObjectDecoder()
        do {
            return try decoder.decode(document.object ?? JSONObject(), as: .deleteOptions)
        } catch {
            throw .badRequest(error.message)
        }
    }

    /// The document in a body of text.
    private func document() throws(KubeAPI.DecodingError) -> JSONValue {
        guard encoding == .yaml else {
            do {
                return try JSONParser.parse(bytes)
            } catch {
                throw TypeMeta.unreadable(error.message)
            }
        }
        do {
            return try YAMLDocument(parsing: bytes).value
        } catch {
            throw DecodingError(message: error.message)
        }
    }

    private func protobufDeleteOptions(
        _ served: ServedResource
    ) throws(StatusError) -> JSONObject {
        do {
            let envelope = try ProtobufEnvelope(reading: bytes)
            try Self.checkAreDeleteOptions(TypeMeta(envelope), served)
            return try ObjectProtobufDecoder.decode(envelope.content, as: .deleteOptions)
        } catch let error as StatusError {
            throw error
        } catch let error as ProtobufError {
            throw .badRequest(error.message)
        } catch {
            throw .unprocessable
        }
    }

    private static func checkAreDeleteOptions(
        _ types: TypeMeta, _ served: ServedResource
    ) throws(StatusError) {
        guard !types.kind.isEmpty, types.kind != "DeleteOptions" else { return }
        throw .badRequest(
            "no kind \"\(types.kind)\" is registered for version "
                + "\"\(types.defaulted(to: served.kind).apiVersion)\" in scheme "
                + "\"pkg/apis/meta/internalversion/scheme/register.go:27\"")
    }
}

extension HTTPRequest {
    /// Throws 413 when the body is too large to be looked at (LIM-001).
    ///
    /// Each verb has its own place for this among its other checks (REQ-006).
    func checkBodySize() throws(StatusError) {
        guard isBodyTooLarge else { return }
        throw .requestEntityTooLarge("limit is 3145728")
    }
}
