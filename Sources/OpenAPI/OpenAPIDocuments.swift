import JSON
import KubeAPI
import Registry

/// The documents that describe what a server offers, each written when it is first asked for.
package struct OpenAPIDocuments {
    /// A document as it is sent.
    package struct Document: Sendable {
        package let bytes: [UInt8]

        /// The SHA-512 of the document's JSON in upper-case hexadecimal digits.
        package let hash: String
    }

    private let paths: ServedPaths
    private let kinds: KnownKinds
    private let serverVersion: String
    private var v3Documents: [String: Document] = [:]

    /// The documents about what `catalog` serves.
    package init(_ catalog: ResourceCatalog) {
        paths = ServedPaths(catalog)
        kinds = KnownKinds(catalog)
        serverVersion = catalog.versions.release.gitVersion
    }

    /// The document of OpenAPI 3 that lists the others, with the hash of each.
    package mutating func v3Root() -> [UInt8] {
        var members = JSONObject()
        for key in paths.keys {
            guard let document = v3(key) else { continue }
            members[key] = [
                "serverRelativeURL": .string("/openapi/v3/\(key)?hash=\(document.hash)")
            ]
        }
        return JSONWriter.encode(["paths": .object(members)])
    }

    /// The document of OpenAPI 3 called `key`, such as `apis/coordination.k8s.io/v1`.
    package mutating func v3(_ key: String) -> Document? {
        if let document = v3Documents[key] { return document }
        guard let items = paths[key] else { return nil }
        let writer = DocumentWriter(.v3, kinds: kinds, serverVersion: serverVersion)
        let document = Document(JSONWriter.encode(writer.document(items)))
        v3Documents[key] = document
        return document
    }
}

extension OpenAPIDocuments.Document {
    fileprivate init(_ json: [UInt8]) {
        self.init(bytes: json, hash: SHA512.hexDigest(of: json))
    }
}
