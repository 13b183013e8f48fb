import KubeHTTP1

extension HTTPReply {
    /// The reply of the control API, with another value for what is waited for.
    init(control reply: ControlReply, waiting: (ClusterWait) -> Waiting) {
        switch reply.kind {
        case .complete(let response): self = .complete(response)
        case .wait(let wait): self = .wait(waiting(wait))
        }
    }

    /// The same reply with a date of its own, if there is one.
    func dated(_ date: String?) -> HTTPReply {
        guard let date else { return self }
        switch self {
        case .complete(var response):
            response.fields["Date"] = date
            return .complete(response)
        case .stream(var response, let stream):
            response.fields["Date"] = date
            return .stream(response, stream)
        case .wait: return self
        }
    }

    /// The same reply with other values for what is waited for and for the stream.
    func map<NewWaiting, NewStream>(
        waiting: (Waiting) -> NewWaiting, stream: (Stream) -> NewStream
    ) -> HTTPReply<NewWaiting, NewStream> {
        switch self {
        case .complete(let response): .complete(response)
        case .wait(let value): .wait(waiting(value))
        case .stream(let response, let value): .stream(response, stream(value))
        }
    }
}
