/// The two versions of OpenAPI that clients ask for.
enum Dialect {
    /// Swagger 2.0: one document for the whole server.
    case v2
    /// OpenAPI 3.0: one document for each version of a group.
    case v3

    /// What stands before a definition's name in a reference to it.
    var definitionPrefix: String {
        switch self {
        case .v2: "#/definitions/"
        case .v3: "#/components/schemas/"
        }
    }
}
