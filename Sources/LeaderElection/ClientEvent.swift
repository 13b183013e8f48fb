/// What a transport has to tell about a request.
public enum ClientEvent: Hashable, Sendable {
    /// The whole answer.
    case answer(status: Int, body: [UInt8])

    /// More of the body of a watch that was accepted with status 200.
    case part([UInt8])

    /// Nothing more will come: the watch is over, or an answer never came.
    case end
}
