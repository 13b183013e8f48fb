import KubeHTTP1
import Testing

/// A request to an `origin-form` target; a field whose value is nil is not sent.
func request(
    _ method: String, _ target: String, _ fields: KeyValuePairs<String, String?> = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> HTTPRequest {
    let target = try #require(RequestTarget(origin: target), sourceLocation: sourceLocation)
    var request = HTTPRequest(method: method, target: target)
    for (name, value) in fields {
        if let value { request.fields.append(value, as: name) }
    }
    return request
}
