package import KubeHTTP1

/// What the API says to a request.
package struct APIReply: Sendable {
    /// How the answer comes.
    package var kind: Kind

    /// A reply whose answer comes so.
    package init(_ kind: Kind) {
        self.kind = kind
    }

    /// How an answer comes.
    package enum Kind: Sendable {
        /// This is the answer.
        case complete(HTTPResponse)
        /// The answer comes later, from `resume`.
        indirect case wait(WaitingRequest)
        /// The answer comes later, from `proceed`.
        indirect case long(LongRequest)
        /// The answer's head and the first bytes of its body; the rest comes from `produce`.
        indirect case stream(HTTPResponse, WatchStream)
        /// The answer's head; the body comes from `produce` of the list.
        indirect case list(HTTPResponse, ListStream)
    }
}
