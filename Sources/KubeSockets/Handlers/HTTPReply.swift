package import KubeHTTP1

/// What a handler says to a request.
package struct HTTPReply: Hashable, Sendable {
    /// How the answer comes.
    package var kind: Kind

    /// Whether a commit that fails undoes all that the request did, so that it can be asked again.
    ///
    /// What cannot be undone is answered as it was, even if something else could not be kept.
    package var isUndoable: Bool

    /// A reply to a request that can be asked again, unless something else is said.
    package init(_ kind: Kind, isUndoable: Bool = true) {
        self.kind = kind
        self.isUndoable = isUndoable
    }

    /// Whether the answer comes later.
    var isWait: Bool {
        guard case .wait = kind else { return false }
        return true
    }

    /// How an answer comes.
    package enum Kind: Hashable, Sendable {
        /// This is the answer.
        case complete(HTTPResponse)
        /// The answer comes later, from `resume`.
        case wait(WaitID)
        /// The answer's head and the first bytes of its body; the rest comes from `produce`.
        case stream(HTTPResponse, StreamID)
        /// The answer's head; all of its body comes from `produce`, and it is final with that.
        case pieces(HTTPResponse, StreamID)
        /// The whole answer, of which the head is sent; the bytes of the body come from `produce`.
        case metered(HTTPResponse, StreamID)
        /// There is no answer: the connection ends once the answers before this one are sent.
        case end(ConnectionEnd)
    }
}
