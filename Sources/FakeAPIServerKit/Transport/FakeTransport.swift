import KubeCluster
import KubeTime

/// Carries requests to a cluster, for any client that can be told how: in this process they need no
/// socket.
///
///     let transport = server.transport(as: "a")
///     let response = try await transport.send("GET", "/version")
///
/// To the cluster they come like any others: faults, partitions and the journal know the client by its
/// name, and a request that is answered by a reset throws. Each transport has connections of its own,
/// one for each request that waits for its answer at the same time. Nothing is ever sent twice.
public struct FakeTransport: Sendable {
    /// What comes before the path of every request, such as `/clusters/a/as/b`.
    private let basePath: String
    private let connections: HTTPConnections
    /// What is told that a request is under way, until the answer is there.
    private let clock: LocalClock?

    init(_ connections: HTTPConnections, basePath: String, clock: LocalClock? = nil) {
        self.connections = connections
        self.basePath = basePath
        self.clock = clock
    }

    /// Sends `request`, and returns the answer as soon as its status is there.
    ///
    /// When the task is cancelled, or nobody reads the body to its end, the connection is closed: the
    /// server sees the client leave.
    ///
    /// - Throws: That no answer came, and why: a ``FakeAPIServerError`` of the kind
    ///   ``FakeAPIServerError/Kind/noAnswer`` or ``FakeAPIServerError/Kind/malformedAnswer``.
    public func send(_ request: Request) async throws(FakeAPIServerError) -> Response {
        let work = Work.isUnderWay ? nil : clock?.place.face.beginWork()
        defer { work?.finish() }
        return try await connections.send(request, basePath: basePath)
    }

    /// Sends a request with `body`, which is JSON unless the headers say something else.
    public func send(
        _ method: String, _ path: String, headers: [Header] = [], body: [UInt8] = []
    ) async throws(FakeAPIServerError) -> Response {
        try await send(Request(method, path, headers: headers, body: body))
    }
}

extension FakeTransport {
    /// A field of the head of a message; its name ignores case.
    public struct Header: Hashable, Sendable, CustomStringConvertible {
        /// The name, such as `Content-Type`.
        public var name: String

        /// The value.
        public var value: String

        /// A header.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// Such as `Content-Type: application/json`.
        public var description: String { "\(name): \(value)" }
    }

    /// A request.
    public struct Request: Hashable, Sendable, CustomStringConvertible {
        /// The method, such as `GET`.
        public var method: String

        /// The path and the query, escaped; it begins with a slash.
        public var path: String

        /// The headers.
        ///
        /// `Host` and `Content-Length` are added, and `Accept` and `Content-Type` where there are none:
        /// `application/json`.
        public var headers: [Header]

        /// The body; empty where there is none.
        public var body: [UInt8]

        /// A request.
        public init(_ method: String, _ path: String, headers: [Header] = [], body: [UInt8] = []) {
            self.method = method
            self.path = path
            self.headers = headers
            self.body = body
        }

        /// Such as `GET /version`.
        public var description: String { "\(method) \(path)" }
    }

    /// An answer: its head at once, and the body as it comes.
    public struct Response: Sendable, CustomStringConvertible {
        /// The status, such as 200.
        public let status: Int

        /// The headers.
        public let headers: [Header]

        /// The parts of the body, in order; it throws when the answer ends too early.
        public let body: AsyncThrowingStream<[UInt8], any Error>

        /// Such as `status 200`.
        public var description: String { "status \(status)" }
    }
}

extension FakeTransport.Response {
    /// The first value of the header called `name`; nil where there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The whole body, for which this waits; throws when the answer ends too early.
    public func collect() async throws(FakeAPIServerError) -> [UInt8] {
        do {
            return try await body.reduce(into: []) { $0 += $1 }
        } catch {
            throw error as? FakeAPIServerError ?? FakeAPIServerError(.noAnswer, "\(error)")
        }
    }
}

extension FakeClusterHandle {
    /// Carries requests to the cluster for a client called `client`, which in this process need no
    /// socket; see ``url(as:)`` for the names that clients may have.
    public func transport(as client: String) -> FakeTransport {
        cluster.connection.transport(as: client)
    }
}
