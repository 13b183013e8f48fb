import KubeRegistry

/// What a path that names no resource is for (`spec/api-machinery.md` 1.1, URL-012 to 015).
enum NonResourcePath: Hashable {
    case index
    case health(Health.Endpoint)
    case healthCheck(Health.Endpoint, String)
    case metrics
    case version
    case discovery(Discovery.Document)
    /// Nothing, in a part of the tree that belongs to an API.
    case unknownInAPI
    /// Nothing at all.
    case unknown

    /// Reads the decoded segments of a path.
    init(_ segments: [String], _ versions: ServedVersions) {
        self = Self.plain(segments) ?? Self.api(segments, versions) ?? .unknown
    }

    /// The paths that are compared as they are.
    private static func plain(_ segments: [String]) -> NonResourcePath? {
        switch segments {
        case [], ["index.html"]: return .index
        case ["metrics"]: return .metrics
        default:
            guard let endpoint = segments.first.flatMap(Health.Endpoint.init) else { return nil }
            return segments.count == 1
                ? .health(endpoint)
                : .healthCheck(endpoint, segments.dropFirst().joined(separator: "/"))
        }
    }

    /// The paths whose first and last slashes do not matter.
    private static func api(
        _ segments: [String], _ versions: ServedVersions
    ) -> NonResourcePath? {
        var rest = segments.drop { $0.isEmpty }
        while rest.last?.isEmpty == true { rest.removeLast() }
        let root = rest.popFirst()
        switch (root, Array(rest)) {
        case ("version", let rest): return rest.isEmpty ? .version : .unknownInAPI
        case ("api", []): return .discovery(.coreVersions)
        case ("apis", []): return .discovery(.groups)
        case ("api", let rest): return resources(group: "", rest, versions)
        case ("apis", let rest):
            // The core group has no name, but it does not go without one here.
            guard !rest[0].isEmpty, versions.groups.contains(rest[0]) else { return nil }
            if rest.count == 1 { return .discovery(.group(rest[0])) }
            return resources(group: rest[0], Array(rest.dropFirst()), versions)
        default: return nil
        }
    }

    private static func resources(
        group: String, _ rest: [String], _ versions: ServedVersions
    ) -> NonResourcePath {
        guard rest.count == 1, versions.serves(group: group, version: rest[0]) else {
            return .unknownInAPI
        }
        return .discovery(.resources(group: group, version: rest[0]))
    }
}
