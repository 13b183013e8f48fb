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

    /// Reads a digest that `pack` has written.
    init(_ reader: inout PackedReader) {
        byteCount = reader.count()
        let content = reader.content()
        document = .json(
            Result { () throws(JSONSyntaxError) in try JSONParser.parse(content) })
    }

    /// Writes the digest.
    func pack(into writer: inout PackedWriter) {
        writer.append(byteCount)
        writer.append(document.value.map { JSONWriter.encode($0) } ?? [])
    }
}
