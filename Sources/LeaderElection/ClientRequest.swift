/// A request to the API server, for whatever carries it.
///
/// The transport sends ``method``, ``path`` and ``body`` with `Content-Type: application/json`, and
/// feeds what comes back to the machine that made the request, as ``ClientEvent`` values.
public struct ClientRequest: Hashable, Sendable, Identifiable {
    /// Tells a machine's requests apart.
    public let id: UInt64

    /// `GET`, `POST` or `PUT`.
    public let method: String

    /// The path and the query, escaped.
    public let path: String

    /// A JSON document; empty for requests without a body.
    public let body: [UInt8]

    /// Whether the answer is a stream: then each part of its body counts as it arrives.
    public let isWatch: Bool
}

/// What a transport has to tell about a request.
public enum ClientEvent: Hashable, Sendable {
    /// The whole answer.
    case answer(status: Int, body: [UInt8])

    /// More of the body of a watch that was accepted with status 200.
    case part([UInt8])

    /// Nothing more will come: the watch is over, or an answer never came.
    case end
}

/// Numbers the requests of one machine.
struct RequestCounter: Sendable {
    private var last: UInt64 = 0

    /// A request with a number of its own.
    mutating func request(
        _ method: String, _ path: String, body: [UInt8] = [], isWatch: Bool = false
    ) -> ClientRequest {
        last += 1
        return ClientRequest(id: last, method: method, path: path, body: body, isWatch: isWatch)
    }
}
