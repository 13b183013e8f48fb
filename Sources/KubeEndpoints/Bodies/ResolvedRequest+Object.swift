import KubeAPI
import KubeHTTP1
import KubeRegistry
import KubeStore

extension ResolvedRequest {
    /// The object in the body of a write to `target`; what has not changed since `stored` is taken
    /// from there.
    func readObject(
        of target: Target, replacing stored: StoredObject? = nil,
        _ fieldValidation: WriteOptions.FieldValidation, _ catalog: ResourceCatalog
    ) throws(StatusError) -> BodyDecoder.Decoded {
        let kind = target.served.kind
        if document == nil, try bodyEncoding() == .json {
            let known = target.served.showsStoredForm ? stored : nil
            let object = CanonicalReader.read(
                http.body, as: kind,
                sharing: known.map { CanonicalReader.Known($0.object, body: $0.body) })
            if let object { return BodyDecoder.Decoded(object: object, warnings: []) }
        }
        return try readBody().decode(as: kind, fieldValidation, catalog)
    }
}
