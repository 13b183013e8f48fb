package import KubeEndpoints
package import KubeHTTP1
package import KubeTime

/// What a cluster says to a request.
package struct ClusterReply: Sendable {
    /// How the answer comes.
    package var kind: Kind

    /// What is remembered of the request, and told once its answer is final; nil when that is nothing.
    package var noted: NotedRequest?

    /// When the request came, by the clock of the cluster.
    package var time = Timestamp(microseconds: 0)

    /// The revision of the last change that the request has made; nil when it made none.
    package var committed: UInt64?

    /// Whether a commit that fails undoes all that the request did, so that it can be asked again.
    ///
    /// So it is with what only reads or writes the store; clocks and other clusters do not go back.
    package var isUndoable: Bool

    /// What rules have done to the request; nil when none did anything.
    package var fate: RequestFate?

    /// A reply to a request of which nothing is remembered.
    init(_ kind: Kind, isUndoable: Bool = true) {
        self.kind = kind
        self.isUndoable = isUndoable
    }

    /// How an answer comes.
    package enum Kind: Sendable {
        /// This is the answer.
        case complete(HTTPResponse)
        /// The answer comes later, from `resume`.
        indirect case wait(ClusterWait)
        /// The answer's head and the first bytes of its body; the rest comes from `produce`.
        indirect case stream(HTTPResponse, ClusterStream)
        /// The whole answer, whose body comes in pieces.
        indirect case metered(HTTPResponse, MeteredBody)
        /// There is no answer: the connection ends.
        case end(ConnectionEnd)
    }
}

extension ClusterReply {
    /// What the control API says.
    init(_ reply: ControlReply) {
        switch reply.kind {
        case .complete(let response): kind = .complete(response)
        case .wait(let wait): kind = .wait(wait)
        case .stream(let response, let stream): kind = .stream(response, .requests(stream))
        }
        isUndoable = reply.isUndoable
    }

    /// The answer itself.
    static func complete(_ response: HTTPResponse, isUndoable: Bool = true) -> ClusterReply {
        ClusterReply(.complete(response), isUndoable: isUndoable)
    }

    /// The same reply with a date of its own, if there is one.
    func dated(_ date: String?) -> ClusterReply {
        guard let date else { return self }
        var reply = self
        switch kind {
        case .complete(var response):
            response.date = date
            reply.kind = .complete(response)
        case .stream(var response, let stream):
            response.date = date
            reply.kind = .stream(response, stream)
        case .metered(var response, let body):
            response.date = date
            reply.kind = .metered(response, body)
        case .wait, .end: break
        }
        return reply
    }
}

extension HTTPResponse {
    /// The date of its own; nil for the one that the server adds.
    var date: String? {
        get { fields["Date"] }
        set { fields["Date"] = newValue }
    }
}
