import JSON

/// `PartialObjectMetadata`: an object without anything but its metadata.
enum PartialMetadata {
    /// The document of `object` in `version` of `meta.k8s.io`.
    static func document(of object: JSONObject, version: String) -> JSONObject {
        JSONObject([
            ("kind", "PartialObjectMetadata"), ("apiVersion", .string("meta.k8s.io/\(version)")),
            ("metadata", object["metadata"] ?? .object(JSONObject())),
        ])
    }
}
