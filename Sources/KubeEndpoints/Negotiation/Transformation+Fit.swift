import KubeAPI

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
        case .table, .partialObjectMetadata, .partialObjectMetadataList, .groupDiscoveryList: return
        }
    }
}
