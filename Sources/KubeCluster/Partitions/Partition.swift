/// In which direction nothing gets through between a client and the server.
public enum PartitionDirection: String, Hashable, CaseIterable, Sendable {
    /// Neither requests nor answers.
    case both
    /// No requests: nothing happens.
    case toServer
    /// No answers: everything happens, and the client never knows.
    case toClient
}

/// The clients of a cluster between whom and the server nothing gets through.
struct Partitions: Sendable {
    private(set) var directions: [String: PartitionDirection] = [:]

    /// How many there can be.
    static let max = 1000

    /// Whether there are none.
    var isEmpty: Bool { directions.isEmpty }

    /// What does not get through for `client`; nil when everything does.
    subscript(client: String) -> PartitionDirection? {
        get { directions[client] }
        set { directions[client] = newValue }
    }

    /// Whether requests of `client` do not arrive.
    func blocksRequests(of client: String) -> Bool {
        guard let direction = directions[client] else { return false }
        return direction != .toClient
    }

    /// Whether answers do not arrive at `client`.
    func blocksAnswers(to client: String) -> Bool {
        guard let direction = directions[client] else { return false }
        return direction != .toServer
    }
}
