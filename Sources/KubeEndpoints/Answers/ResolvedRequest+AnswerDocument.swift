import KubeAPI
package import KubeJSON
import KubeRegistry

extension ResolvedRequest {
    /// The document in the body of an answer to the request, which is of `contentType`.
    ///
    /// Nil when it is none: a text, or something else than an object or a `Status`.
    package func answerDocument(_ body: [UInt8], contentType: String?) -> JSONValue? {
        guard !body.isEmpty, let encoding = try? Encoding(contentType: contentType) else {
            return nil
        }
        let isStatus =
            encoding == .protobuf
            && (try? ProtobufEnvelope(reading: body))?.kind == Kind.status.name
        let schema = isStatus ? nil : action?.target.served.kind.schema
        return BodyDocument(body, in: encoding, as: schema ?? .status).value
    }
}
