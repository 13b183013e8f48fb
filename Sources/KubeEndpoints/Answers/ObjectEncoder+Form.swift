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
