import HTTP1
import JSON
import KubeAPI
import Registry

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
        case .json: return try decoder.decode(try decoder.parse(bytes))
        case .yaml:
            let document = try YAMLBody.parse(bytes, kind: served.kind)
            return try decoder.decode(document.value, duplicates: document.duplicates)
        case .protobuf: return try decoder.decode(protobuf: bytes)
        }
    }

    /// The document of `DeleteOptions`, whose types may be those of any group.
    func deleteOptions(_ served: ServedResource) throws(StatusError) -> JSONObject {
        let value: JSONValue
        switch encoding {
        case .json:
            do {
                value = try JSONParser.parse(bytes)
            } catch {
                throw .badRequest("couldn't get version/kind; json parse error: \(error.message)")
            }
        case .yaml: value = try YAMLBody.parse(bytes, kind: served.kind).value
        case .protobuf: return try protobufDeleteOptions(served)
        }
        try Self.checkAreDeleteOptions(
            value["kind"]?.string ?? "", value["apiVersion"]?.string ?? "", served)
        var decoder = ObjectDecoder()
        do {
            return try decoder.decode(value.object ?? JSONObject(), as: .deleteOptions)
        } catch {
            throw .badRequest(error.message)
        }
    }

    private func protobufDeleteOptions(
        _ served: ServedResource
    ) throws(StatusError) -> JSONObject {
        do {
            let envelope = try ProtobufEnvelope(reading: bytes)
            try Self.checkAreDeleteOptions(envelope.kind, envelope.apiVersion, served)
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
        _ kind: String, _ apiVersion: String, _ served: ServedResource
    ) throws(StatusError) {
        guard !kind.isEmpty, kind != "DeleteOptions" else { return }
        throw .badRequest(
            "no kind \"\(kind)\" is registered for version "
                + "\"\(apiVersion.isEmpty ? served.kind.apiVersion : apiVersion)\" in scheme "
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
