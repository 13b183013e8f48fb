import KubeAPI
import KubeJSON

extension BodyDecoder {
    /// The object in `body`, which holds `message`.
    ///
    /// Fields that the kind does not have are passed over whatever the client wants of validation.
    func decode(
        protobuf message: Result<BodyDocument.Message, ProtobufError>, in body: [UInt8]
    ) throws(StatusError) -> Decoded {
        let read: BodyDocument.Message
        do {
            read = try message.get()
        } catch {
            throw Self.unrecognized(kind, error.message, body)
        }
        let types = read.types.defaulted(to: kind)
        try checkRegistered(types)
        let object: JSONObject
        do {
            object = try read.object.get()
        } catch {
            throw cannotHandle(types, error.message)
        }
        try checkVersion(types)
        return Decoded(object: object, warnings: [])
    }
}
