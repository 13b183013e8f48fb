import KubeAPI
import KubeJSON
import KubeRegistry

extension BodyDecoder {
    /// The object in `body`, a document in protobuf.
    ///
    /// Fields that the kind does not have are passed over whatever the client wants of validation.
    func decode(protobuf body: [UInt8]) throws(StatusError) -> Decoded {
        let envelope: ProtobufEnvelope
        do {
            envelope = try ProtobufEnvelope(reading: body)
        } catch {
            throw Self.unrecognized(served.kind, error.message, body)
        }
        let types = TypeMeta(envelope).defaulted(to: served.kind)
        try checkRegistered(types)
        let object: JSONObject
        do {
            object = try ObjectProtobufDecoder.decode(envelope.content, as: served.kind.schema)
        } catch {
            throw cannotHandle(types, error.message)
        }
        try checkVersion(types)
        return Decoded(object: object, warnings: [])
    }
}

extension TypeMeta {
    /// What `envelope` says; a group without a version says nothing, and neither does what has
    /// more parts than these two.
    init(_ envelope: ProtobufEnvelope) {
        let types = try? TypeMeta(apiVersion: envelope.apiVersion, kind: envelope.kind)
        guard let types, !types.version.isEmpty else {
            self.init(kind: envelope.kind)
            return
        }
        self = types
    }
}
