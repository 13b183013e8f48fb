import KubeAPI
import KubeEndpoints
import KubeJSON
import KubeRegistry

/// A document of a snapshot or of a file that is loaded.
struct SnapshotDocument: Sendable {
    let value: JSONValue

    /// The keys that came twice, in the words of errors.
    let duplicates: [String]
    let place: SnapshotPlace

    /// What the document says it is; empty where it does not.
    var kind: String { value["kind"]?.string ?? "" }
    var apiVersion: String { value["apiVersion"]?.string ?? "" }

    /// The items of a list, or else the document itself.
    var parts: [SnapshotDocument] {
        guard kind.hasSuffix("List"), let items = value["items"]?.array else { return [self] }
        return items.enumerated().map { index, item in
            var place = place
            place.part = "items[\(index)]"
            return SnapshotDocument(value: item, duplicates: duplicates, place: place)
        }
    }
}

extension SnapshotDocument {
    /// Whether the object comes with what only a server can have given it.
    var isRestored: Bool {
        ["uid", "resourceVersion"].contains {
            value[path: "metadata", $0]?.string?.isEmpty == false
        }
    }

    /// The resource version that it names; nil where it names none.
    var revision: UInt64? {
        (value[path: "metadata", "resourceVersion"] ?? value["resourceVersion"])?.string
            .flatMap { UInt64($0) }
    }

    /// The name of the namespace that it describes; nil where it describes something else.
    var namespaceName: String? {
        kind == "Namespace" && apiVersion == "v1" ? value[path: "metadata", "name"]?.string : nil
    }

    /// The resource to whose objects it belongs.
    ///
    /// What was stored before may be of a version that is not offered.
    func resource(in catalog: ResourceCatalog) throws(StatusError) -> ServedResource {
        guard !kind.isEmpty, !apiVersion.isEmpty else {
            throw .badRequest(
                "Object '\(kind.isEmpty ? "Kind" : "apiVersion")' is missing in "
                    + "'\(JSONWriter.text(value).prefix(100))'")
        }
        let served = catalog.served(apiVersion: apiVersion, kind: kind)
        let known = isRestored ? catalog.known(apiVersion: apiVersion, kind: kind) : nil
        guard let resource = served ?? known else {
            throw .badRequest("no matches for kind \"\(kind)\" in version \"\(apiVersion)\"")
        }
        guard !resource.resource.isEmpty else { throw .staysEmpty(resource) }
        return resource
    }

    /// The object, and what it is stored as; in the namespace `default` where it does not say.
    func object(in catalog: ResourceCatalog) throws(StatusError) -> SnapshotObject {
        let served = try resource(in: catalog)
        let object = try ObjectDocument.read(
            value, duplicates: duplicates, as: served.kind, catalog)
        let own = object.metadataText("namespace")
        let namespace = served.resource.isNamespaced ? (own.isEmpty ? "default" : own) : ""
        return SnapshotObject(
            object: object,
            target: Target(
                served, namespace: namespace,
                name: isRestored ? object.metadataText("name") : ""))
    }
}

/// An object of a document.
struct SnapshotObject: Sendable {
    /// The object, canonical and in the form of the version that the document names.
    let object: JSONObject
    let target: Target
}
