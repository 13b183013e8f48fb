import KubeHTTP1
import Logging

/// What is logged of a request; never a body.
struct RequestLine {
    private let method: String
    private let uri: String
    private let userAgent: String

    init(_ request: HTTPRequest) {
        method = request.method
        let query = request.target.query.map { "?\($0)" } ?? ""
        uri = "\(request.basePath)\(request.target.path)\(query)"
        userAgent = request.fields["User-Agent"] ?? ""
    }

    /// The fields of the line about a request that came to `outcome`.
    func metadata(_ outcome: String) -> Logger.Metadata {
        [
            "verb": "\(method)", "URI": "\(uri)", "resp": "\(outcome)", "userAgent": "\(userAgent)",
        ]
    }
}

extension Logger {
    /// Notes a request and what its client has got.
    func note(_ line: RequestLine, _ outcome: String) {
        debug("HTTP", metadata: line.metadata(outcome))
    }
}
