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
