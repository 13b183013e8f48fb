package import KubeAPI
package import KubeJSON
package import KubeRegistry

/// A document of an object that did not come in a request.
package enum ObjectDocument {
    /// The object in `document`, canonical and in the form of the version of `kind`, which is what the
    /// document says it is.
    ///
    /// Unknown and repeated fields are refused, as with `fieldValidation=Strict`; `duplicates` are the
    /// repeated keys that a YAML document had.
    package static func read(
        _ document: JSONValue, duplicates: [String] = [], as kind: Kind, _ catalog: ResourceCatalog
    ) throws(StatusError) -> JSONObject {
        try BodyDecoder(kind: kind, catalog: catalog, fieldValidation: .strict)
            .decode(document, in: [], duplicates: duplicates).object
    }
}
