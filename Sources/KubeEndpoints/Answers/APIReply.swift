package import KubeHTTP1

/// What the API says to a request.
package struct APIReply: Sendable {
    /// How the answer comes.
    package var kind: Kind

    /// What the request is counted as once its answer is final; nil when it is not counted.
    package var labels: Metrics.RequestLabels?

    /// A reply to a request that is counted as `labels` say.
    package init(_ kind: Kind, labels: Metrics.RequestLabels? = nil) {
        self.kind = kind
        self.labels = labels
    }

    /// How an answer comes.
    package enum Kind: Sendable {
        /// This is the answer.
        case complete(HTTPResponse)
        /// The answer comes later, from `resume`.
        indirect case wait(WaitingRequest)
        /// The answer's head and the first bytes of its body; the rest comes from `produce`.
        indirect case stream(HTTPResponse, WatchStream)
    }
}
