import KubeHTTP1
import KubeRegistry

/// What the path of a request to a resource means (`AS/endpoints/request/requestinfo.go`).
///
///     /api/v1/…                                         the core group
///     /apis/{group}/{version}/…
///         [watch/] {resource}                           a collection
///         [watch/] namespaces/{namespace}/{resource}
///         {resource}/{name}[/{subresource}]             an object
///         namespaces/{namespace}/{resource}/{name}[/{subresource}]
package struct RequestInfo: Hashable, Sendable {
    package let group: String
    package let version: String
    package let resource: String

    /// The namespace in the path; nil where the path has none.
    package let namespace: String?

    /// The name in the path; nil for collections.
    package let name: String?
    package let subresource: String

    /// Whether this is one of the older paths that always watch.
    let isWatchPath: Bool

    /// Reads the decoded segments of a path; nil when they name no resource.
    init?(_ segments: [String]) {
        var rest = segments[...]
        while rest.last?.isEmpty == true { rest.removeLast() }
        switch rest.first {
        case "api" where rest.count > 2:
            (group, version) = ("", rest[1])
            rest = rest.dropFirst(2)
        case "apis" where rest.count > 3 && !rest[1].isEmpty:
            (group, version) = (rest[1], rest[2])
            rest = rest.dropFirst(3)
        default: return nil
        }
        // What the other word before resources is for is gone.
        guard rest.count > 1 || rest.first != "proxy" else { return nil }
        isWatchPath = rest.first == "watch"
        if isWatchPath { rest = rest.dropFirst() }
        // Inside a namespace, unless it is the namespace itself that is meant.
        if rest.first == "namespaces", rest.count > 2,
            !Self.isNamespacePart(rest[rest.startIndex + 2])
        {
            namespace = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
        } else {
            namespace = nil
        }
        guard let resource = rest.popFirst(), rest.count <= 2 else { return nil }
        self.resource = resource
        name = rest.popFirst()
        subresource = rest.popFirst() ?? ""
    }

    /// Whether the segment behind a namespace's name is a subresource of the namespace.
    private static func isNamespacePart(_ segment: String) -> Bool {
        Resource.namespaces.subresources.contains { $0.name == segment }
    }
}
