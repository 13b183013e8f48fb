import KubeRegistry

/// What a path of an API server is for.
///
/// Everything that depends on the path alone follows from it: which methods it takes, in which
/// encodings it answers, and what `GET /` lists.
package enum Route: Hashable, Sendable {
    /// `*`: the server itself, and no path of it.
    case server
    /// `/`
    case index
    /// `/healthz`, `/livez` and `/readyz`.
    case health(Health.Endpoint)
    /// One check of these, below them.
    case healthCheck(Health.Endpoint, String)
    /// `/metrics`
    case metrics
    /// `/version`
    case version
    /// `/openapi/v2`
    case openAPIv2
    /// `/openapi/v3`
    case openAPIv3Index
    /// `/openapi/v3/{key}`, such as `apis/coordination.k8s.io/v1`.
    case openAPIv3(key: String)
    /// `/api`, `/apis`, and the groups and versions below them.
    case discovery(Discovery.Document)
    /// An object or a collection of a version that is offered.
    case resource(RequestInfo)
    /// An object or a collection of a version that is not offered; `inGroup` says whether the group
    /// is.
    case missingVersion(RequestInfo, inGroup: Bool)
    /// `/api/{version}/watch` and `/apis/{group}/{version}/watch`, where what to watch should follow; or
    /// `proxy` in its place.
    case incomplete
    /// Nothing, in a part of the tree that belongs to an API.
    case unknownInAPI
    /// Nothing at all.
    case unknown

    /// Reads the decoded segments of a path.
    init(_ segments: [String], _ versions: ServedVersions) {
        if let info = RequestInfo(segments) {
            self =
                versions.serves(group: info.group, version: info.version)
                ? .resource(info)
                : .missingVersion(
                    info, inGroup: info.group.isEmpty || versions.serves(group: info.group))
        } else if Self.isIncomplete(segments) {
            self = .incomplete
        } else {
            self = Self.exact(segments) ?? Self.api(segments, versions) ?? .unknown
        }
    }

    /// Whether the path ends with one of the words before which upstream looks for a verb.
    private static func isIncomplete(_ segments: [String]) -> Bool {
        guard segments.last.map({ ["watch", "proxy", ""].contains($0) }) == true else {
            return false
        }
        var rest = segments.drop { $0.isEmpty }
        while rest.last?.isEmpty == true { rest.removeLast() }
        return ["watch", "proxy"].contains(rest.last)
            && rest.count == (rest.first == "api" ? 3 : rest.first == "apis" ? 4 : 0)
    }

    /// What a path means that names a resource.
    package var info: RequestInfo? {
        switch self {
        case .resource(let info), .missingVersion(let info, inGroup: _): info
        case .server, .index, .health, .healthCheck, .metrics, .version, .openAPIv2,
            .openAPIv3Index, .openAPIv3, .discovery, .incomplete, .unknownInAPI, .unknown:
            nil
        }
    }
}

// MARK: - Reading

extension Route {
    /// The paths that are compared as they are.
    private static func exact(_ segments: [String]) -> Route? {
        switch segments.first {
        case nil: return .index
        case "index.html" where segments.count == 1: return .index
        case "metrics" where segments.count == 1: return .metrics
        case "openapi": return openAPI(Array(segments.dropFirst()))
        case let first?:
            guard let endpoint = Health.Endpoint(rawValue: first) else { return nil }
            return segments.count == 1
                ? .health(endpoint)
                : .healthCheck(endpoint, segments.dropFirst().joined(separator: "/"))
        }
    }

    private static func openAPI(_ rest: [String]) -> Route {
        switch rest.first {
        case "v2" where rest.count == 1: .openAPIv2
        case "v3" where rest.count == 1: .openAPIv3Index
        case "v3": .openAPIv3(key: rest.dropFirst().joined(separator: "/"))
        default: .unknown
        }
    }

    /// The paths whose last slashes do not matter, but behind `/apis`.
    private static func api(_ segments: [String], _ versions: ServedVersions) -> Route? {
        if segments == ["apis", ""] { return .discovery(.plainGroups) }
        var rest = segments[...]
        while rest.last?.isEmpty == true { rest.removeLast() }
        let root = rest.popFirst()
        switch (root, Array(rest)) {
        case ("version", let rest): return rest.isEmpty ? .version : .unknownInAPI
        case ("api", []): return .discovery(.coreVersions)
        case ("apis", []): return segments.count == 1 ? .discovery(.groups) : nil
        case ("api", let rest): return resources(group: "", rest, versions)
        case ("apis", let rest):
            // The core group has no name, but it does not go without one here.
            guard !rest[0].isEmpty, versions.serves(group: rest[0]) else { return nil }
            if rest.count == 1 { return .discovery(.group(rest[0])) }
            return resources(group: rest[0], Array(rest.dropFirst()), versions)
        default: return nil
        }
    }

    private static func resources(
        group: String, _ rest: [String], _ versions: ServedVersions
    ) -> Route {
        guard rest.count == 1, versions.serves(group: group, version: rest[0]) else {
            return .unknownInAPI
        }
        return .discovery(.resources(group: group, version: rest[0]))
    }
}
