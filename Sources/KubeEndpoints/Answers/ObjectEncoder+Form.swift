import KubeAPI
import KubeRegistry

extension ObjectEncoder.Form {
    /// The form that the client asked for; throws 400 for a table that cannot be (TBL-006).
    init(_ transformation: Transformation?, _ query: QueryParameters) throws(StatusError) {
        switch transformation {
        case .table(let version):
            let rowObject = try TableRowObject(includeObject: query.first("includeObject"))
            self = .table(version, rowObject)
        case .partialObjectMetadata(let version), .partialObjectMetadataList(let version):
            self = .metadata(version)
        case .groupDiscoveryList, nil: self = .whole
        }
    }
}

extension Transformation {
    /// Throws 406 unless what `verb` answers about objects of this kind has the form (TBL-009).
    func checkFits(_ kind: Kind, _ verb: Verb) throws(StatusError) {
        let isList = verb == .list || verb == .deletecollection
        switch self {
        case .partialObjectMetadata where isList:
            throw .notAcceptable(
                "you requested PartialObjectMetadata, but the requested object is a list "
                    + "(*\(kind.internalName)List)")
        case .partialObjectMetadataList where !isList:
            throw .notAcceptable(
                "you requested PartialObjectMetadataList, but the requested object is not a list "
                    + "(*\(kind.internalName))")
        default: return
        }
    }
}

extension Kind {
    /// The kind's Go type inside a real server, which some messages show.
    var internalName: String {
        let package = group.split(separator: ".").first ?? "core"
        return "\(package == "events" ? "core" : package).\(name)"
    }
}
