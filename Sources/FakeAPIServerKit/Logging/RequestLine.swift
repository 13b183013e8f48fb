import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeSockets
import Logging

/// What is logged of a request, in the form of kube-apiserver's; never a body.
///
/// A class, so that it takes next to no room where nothing is logged.
final class RequestLine: Sendable {
    private let http: HTTPRequest
    private let received: Duration

    /// The line about a request that came at `received`.
    init(_ http: HTTPRequest, received: Duration) {
        self.http = http
        self.received = received
    }

    /// The fields of the line, now that it is known at `time` what has become of the answer; `entry` is
    /// what the journal tells of the request, where it tells anything.
    func fields(
        _ outcome: AnswerOutcome, _ entry: RequestEntry?, at time: Duration
    ) -> Logger.Metadata {
        let query = http.target.query.map { "?\($0)" } ?? ""
        var fields: Logger.Metadata = [
            "verb": "\(entry?.noted.loggedVerb ?? http.method)",
            "URI": "\(http.basePath)\(http.target.path)\(query)",
            "latency": "\(GoDuration(time - received))",
            "userAgent": "\(http.fields["User-Agent"] ?? "")",
            "audit-ID": "\(entry?.auditID ?? "")", "srcIP": "\(http.remoteAddress)",
            "resp": .stringConvertible(outcome.status),
        ]
        if outcome.status == 0 {
            fields["outcome"] = "\(entry?.outcomeName ?? outcome.recorded.rawValue)"
        }
        return fields
    }
}

extension AnswerOutcome {
    /// The status that the client has got; 0 where it has got no answer, or not all of it.
    fileprivate var status: Int {
        switch self {
        case .answered(let status): status
        case .clientGone, .cut, .withheld, .ended: 0
        }
    }
}
