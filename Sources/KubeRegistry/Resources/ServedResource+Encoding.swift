import KubeAPI
package import KubeJSON
package import KubeStore

/// Objects as the version shows them, encoded: what is stored once for each state of an object, and
/// what is not stored each time.
extension ServedResource {
    /// The object without `kind` and `apiVersion`: `"metadata":{…},"spec":{…}}`.
    package func body(of stored: StoredObject) -> [UInt8] {
        guard !showsStoredForm else { return stored.body }
        return stored.encoding(.body(kind)) {
            ObjectEncoding(StoredObject.body(of: shown(stored.object)))
        }.bytes
    }

    /// The object's metadata and nothing else: `"metadata":{…}}`.
    package func metadata(of stored: StoredObject) -> [UInt8] {
        // Versions with the stored form share what they show.
        let kind = showsStoredForm ? resource.views[0].kind : kind
        return stored.encoding(.metadata(kind)) {
            let cut = showsStoredForm ? stored.metadataBody : nil
            return ObjectEncoding(cut ?? Self.metadata(of: shown(stored.object)))
        }.bytes
    }

    /// The same of an object that is not stored, in the form of the version.
    package static func metadata(of object: JSONObject) -> [UInt8] {
        StoredObject.body(
            of: JSONObject([("metadata", object["metadata"] ?? .object(JSONObject()))]))
    }

    /// The object as a message in protobuf.
    package func message(of stored: StoredObject) -> [UInt8] {
        stored.encoding(.message(kind)) {
            var writer = ProtobufWriter()
            writer.reserve(stored.body.count)
            ObjectProtobufEncoder.write(shown(stored.object), as: kind.schema, into: &writer)
            // What is kept has no room to spare.
            return ObjectEncoding(Array(writer.bytes[...]))
        }.bytes
    }

    /// The cells of the object's row in a table, which are the same in all versions.
    package func cells(of stored: StoredObject) -> ObjectEncoding {
        stored.encoding(.cells) { ObjectEncoding(resource.rules.cells(of: stored.object)) }
    }
}
