/// How a client asks for a list.
enum ListForm: String, CaseIterable {
    case json = "JSON"
    case protobuf
    case table
    case gzipTable = "gzip table"

    /// The fields of the request that say so; `kubectl get` asks for a table and accepts gzip.
    var fields: [String] {
        switch self {
        case .json: ["Accept: application/json"]
        case .protobuf: ["Accept: application/vnd.kubernetes.protobuf"]
        case .table: [Self.acceptTable]
        case .gzipTable: [Self.acceptTable, "Accept-Encoding: gzip"]
        }
    }

    private static let acceptTable =
        "Accept: application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
}
