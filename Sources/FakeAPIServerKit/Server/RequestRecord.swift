import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeSockets

/// What is remembered of a request until its answer is final.
struct RequestRecord {
    /// Where it is counted.
    let cluster: ClusterID
    /// What it is counted as; nil when it is not counted.
    let labels: Metrics.RequestLabels?
    /// What is logged of it; nil when nothing is.
    let line: RequestLine?
    /// Whether its answer is a stream.
    var isStream: Bool

    init(_ request: HTTPRequest, _ reply: HostReply, isLogged: Bool) {
        cluster = reply.cluster
        labels = reply.reply.labels
        line = isLogged ? RequestLine(request) : nil
        isStream = reply.reply.kind.isStream
    }

    /// The outcome, as the log tells it.
    func described(_ outcome: AnswerOutcome) -> String {
        switch outcome {
        case .answered(let status): isStream ? "\(status) stream" : String(status)
        case .clientGone: "client gone"
        case .cut: "cut"
        case .ended: "server ended"
        }
    }
}

extension ClusterReply.Kind {
    /// Whether the answer's body grows.
    var isStream: Bool {
        switch self {
        case .stream: true
        case .complete, .wait: false
        }
    }
}

extension AnswerOutcome {
    /// The status that the client has got; nil when it has got none.
    var status: Int? {
        switch self {
        case .answered(let status): status
        case .clientGone, .cut, .ended: nil
        }
    }
}
