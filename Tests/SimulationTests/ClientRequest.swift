import LeaderElection

/// A request of one machine of a component, as the simulated network carries it.
struct ClientRequest: Hashable {
    /// Tells a machine's requests apart.
    let id: UInt64
    let method: String
    let path: String
    let body: [UInt8]
    let isWatch: Bool

    init(_ request: APIRequest, id: UInt64) {
        self.id = id
        method = request.method
        path = request.path
        body = request.body
        isWatch = request.isWatch
    }
}

/// What the network has to tell about a request.
enum ClientEvent {
    /// The whole answer.
    case answer(status: Int, body: [UInt8])
    /// More of the body of a watch that was accepted with status 200.
    case part([UInt8])
    /// Nothing more will come: the watch is over, or an answer never came.
    case end
}
