import KubeAPI
import KubeHTTP1

/// What the control API says to a request.
struct ControlReply: Sendable {
    let kind: Kind

    /// Whether a failed commit undoes all that was done, so that it can be asked for again.
    var isUndoable = true

    /// How the answer comes.
    enum Kind: Sendable {
        /// This is the answer.
        case complete(HTTPResponse)
        /// The answer comes once what is waited for has happened.
        case wait(ClusterWait)
        /// The answer's head; the rest comes for as long as the client listens.
        case stream(HTTPResponse, RequestStream)
    }

    /// The reply with what went wrong.
    static func failure(_ error: StatusError) -> ControlReply {
        ControlReply(kind: .complete(HTTPResponse(control: error)))
    }
}
