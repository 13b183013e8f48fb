import KubeHTTP1
import KubeJSON

/// The few members that are told of a body that is too long to be kept.
final class BodyDigest: Sendable {
    /// A document that has nothing but these.
    let document: BodyDocument

    /// How many bytes the body had.
    let byteCount: Int

    private static let members = [
        ("metadata", ["name", "resourceVersion"]), ("spec", ["holderIdentity", "renewTime"]),
    ]

    /// The digest of the body of `noted`.
    init(of noted: NotedRequest) {
        byteCount = noted.http.body.count
        var request = ResolvedRequest(noted)
        var digest = JSONObject()
        for (part, names) in Self.members {
            var object = JSONObject()
            for name in names {
                guard let value = request.bodyMember(part, name) else { continue }
                object.append(name, value)
            }
            digest.append(part, .object(object))
        }
        document = .json(.success(.object(digest)))
    }
}
