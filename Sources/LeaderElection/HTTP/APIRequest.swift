/// A request to an API server, for whatever carries it.
///
/// It is sent with `Accept: application/json`, and one that has a body with
/// `Content-Type: application/json`.
public struct APIRequest: Hashable, Sendable {
    /// `GET`, `POST` or `PUT`.
    public var method: String

    /// The path and the query, escaped; it begins with a slash.
    public var path: String

    /// A JSON document; empty for requests without a body.
    public var body: [UInt8]

    /// Whether the answer is a stream that may go on for minutes without a word.
    public var isWatch: Bool

    /// A request without a watch's answer, unless `isWatch` says so.
    public init(
        method: String = "GET", path: String, body: [UInt8] = [], isWatch: Bool = false
    ) {
        self.method = method
        self.path = path
        self.body = body
        self.isWatch = isWatch
    }
}

extension APIRequest: CustomStringConvertible {
    /// Such as `GET /apis/coordination.k8s.io/v1/namespaces/default/leases/app`.
    public var description: String { "\(method) \(path)" }
}
