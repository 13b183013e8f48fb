/// What has become of the answer to a request.
package enum AnswerOutcome: Hashable, Sendable {
    /// The client has taken all of it, or the head of a stream; with this status.
    case answered(status: Int)
    /// The client left before it had taken all of it.
    case clientGone
    /// The client took so long that the server ended the connection.
    case cut
    /// The handler has said that there is none, or has cut it off.
    case withheld
    /// The server ended before the client had taken all of it.
    case ended
}
