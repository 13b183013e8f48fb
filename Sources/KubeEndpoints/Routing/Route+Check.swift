import KubeAPI

/// What a route offers whoever asks.
extension Route {
    /// Throws what is wrong with a request to the route, whatever the server holds.
    ///
    /// Health, metrics, the index, the documents about groups and those of OpenAPI look neither at the
    /// method nor, in the router, at what the client accepts; what a resource takes depends on the resource.
    func check(_ method: String, _ negotiation: ContentNegotiation) throws(StatusError) {
        switch self {
        case .version:
            try Self.checkIsGet(method)
            try negotiation.check(.json)
        case .discovery(.coreVersions), .discovery(.resources):
            try Self.checkIsGet(method)
            try negotiation.check(.objects)
        case .missingVersion(_, inGroup: true), .unknownInAPI: throw .pathNotFound
        case .server, .index, .health, .healthCheck, .metrics, .openAPIv2, .openAPIv3Index,
            .openAPIv3, .discovery(.groups), .discovery(.plainGroups), .discovery(.group),
            .resource, .missingVersion(_, inGroup: false), .incomplete, .unknown:
            break
        }
    }

    /// Refuses every method but GET (URL-012).
    private static func checkIsGet(_ method: String) throws(StatusError) {
        guard method == "GET" else { throw .methodNotAllowed }
    }
}
