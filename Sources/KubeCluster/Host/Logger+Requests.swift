import KubeHTTP1
import Logging

extension Logger {
    /// Notes a request and how it was answered; never a body.
    func note<Waiting, Stream>(_ request: HTTPRequest, _ reply: HTTPReply<Waiting, Stream>) {
        // Checked first: the line is made for every request otherwise.
        guard logLevel <= .debug else { return }
        let outcome: String
        switch reply {
        case .complete(let response): outcome = String(response.status)
        case .stream(let response, _): outcome = "\(response.status) stream"
        case .wait: outcome = "waits"
        }
        let query = request.target.query.map { "?\($0)" } ?? ""
        debug(
            "HTTP",
            metadata: [
                "verb": "\(request.method)",
                "URI": "\(request.basePath)\(request.target.path)\(query)",
                "resp": "\(outcome)", "userAgent": "\(request.fields["User-Agent"] ?? "")",
            ])
    }
}
