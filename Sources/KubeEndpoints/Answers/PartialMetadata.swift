import KubeJSON

/// `PartialObjectMetadata`: an object without anything but its metadata.
enum PartialMetadata {
    /// The document of `object` in `version` of `meta.k8s.io`.
    static func document(of object: JSONObject, version: Transformation.MetaVersion) -> JSONObject {
        JSONObject([
            ("kind", "PartialObjectMetadata"), ("apiVersion", .string(version.apiVersion)),
            ("metadata", object["metadata"] ?? .object(JSONObject())),
        ])
    }
}
