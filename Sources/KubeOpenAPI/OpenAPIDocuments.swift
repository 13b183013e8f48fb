import KubeAPI
import KubeJSON
package import KubeRegistry

/// The documents that describe what a server offers, each written when it is first asked for.
package struct OpenAPIDocuments: Sendable {
    private let paths: ServedPaths
    private let kinds: DefinedKinds
    private let release: Release
    private var v3Documents: [String: OpenAPIDocument] = [:]
    private var v2Document: (json: OpenAPIDocument, protobuf: [UInt8])?

    /// The documents about what `catalog` serves.
    package init(_ catalog: ResourceCatalog) {
        paths = ServedPaths(catalog)
        kinds = DefinedKinds(catalog)
        release = catalog.versions.release
    }

    /// The document of OpenAPI 3 that lists the others, with the hash of each; clients reach the
    /// server's paths by putting `basePath` in front of them.
    package mutating func v3Root(basePath: String = "") -> [UInt8] {
        var members = JSONObject()
        for key in paths.keys {
            guard let document = v3(key) else { continue }
            members[key] = [
                "serverRelativeURL": .string("\(basePath)/openapi/v3/\(key)?hash=\(document.hash)")
            ]
        }
        return JSONWriter.encode(["paths": .object(members)])
    }

    /// The document of OpenAPI 3 called `key`, such as `apis/coordination.k8s.io/v1`.
    package mutating func v3(_ key: String) -> OpenAPIDocument? {
        if let document = v3Documents[key] { return document }
        guard let items = paths[key] else { return nil }
        let writer = DocumentWriter(.v3, kinds: kinds, release)
        let document = OpenAPIDocument(JSONWriter.encode(.object(writer.document(items))))
        v3Documents[key] = document
        return document
    }

    /// The document of OpenAPI 2 about the whole server, as JSON and as `openapi.v2.Document`.
    package mutating func v2() -> (json: OpenAPIDocument, protobuf: [UInt8]) {
        if let v2Document { return v2Document }
        let writer = DocumentWriter(.v2, kinds: kinds, release)
        let document = writer.document(paths.all)
        let encoded = (
            json: OpenAPIDocument(JSONWriter.encode(.object(document))),
            protobuf: ProtobufWriter.encode(document)
        )
        v2Document = encoded
        return encoded
    }
}
