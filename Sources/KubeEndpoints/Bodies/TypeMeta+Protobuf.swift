import KubeAPI

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
