import KubeAPI
import KubeHTTP1
import KubeJSON

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

    /// No client is cut off.
    init() {}

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

// MARK: - As a document

extension Partitions {
    /// The clients in order, each with its direction.
    var json: JSONValue {
        .array(
            directions.sorted { $0.key < $1.key }.map { client, direction in
                .object(
                    JSONObject([
                        ("client", .string(client)), ("direction", .string(direction.rawValue)),
                    ]))
            })
    }

    /// Throws 400 when there can never be a client of this name.
    static func check(_ client: String) throws(StatusError) {
        guard !RequestDestination.isClientName(client) else { return }
        throw .badRequest(
            "the \"client\" must be a name of \(RequestDestination.clientNameRule), as in /as/a/, or that "
                + "of a connection, such as c7, not \(JSONValue.string(client).shown)")
    }

    /// Throws 400 when one more client would be too many.
    func checkRoom() throws(StatusError) {
        guard directions.count >= Self.max else { return }
        throw .badRequest("\(Self.max) clients are cut off: heal one first")
    }
}
