import KubeEndpoints
import KubeHTTP1
import KubeJSON
public import KubeTime

/// A request to a cluster whose answer is final: who asked for what, and what came of it.
///
/// What it says happened is what happened. Requests to the control API are not recorded, and neither
/// are credentials.
public struct RecordedRequest: Identifiable, Sendable {
    /// The number of the request, from 1, in the order in which answers became final.
    public let id: UInt64

    /// When the request came, by the cluster's clock.
    public let time: Timestamp

    /// When the answer became final, by the cluster's clock.
    public let endTime: Timestamp

    /// When the request came, by the machine's clock.
    public let machineTime: Timestamp

    /// Who asked: the name in the path, such as `a` for `/as/a/…`, or the connection, such as `c7`.
    public let client: String

    /// The number of the connection over which the request came, from 1; 0 without a socket.
    public let connection: UInt64

    /// Which of the connection's requests it was, from 1; 0 without a socket.
    public let nth: UInt64

    /// The HTTP method.
    public let method: String

    /// The path as the cluster knows it, with the query.
    public let path: String

    /// What was asked for: a verb of Kubernetes; nil for what is no resource.
    public let verb: String?

    /// The resource that the path names, such as `leases`.
    public let resource: String?

    /// The subresource that the path names, such as `status`; empty for a whole object.
    public let subresource: String

    /// The namespace that the path names.
    public let namespace: String?

    /// The name of the object: from the path, the body of a create, or made up for it.
    public let name: String?

    /// What the client's program calls itself; empty when it does not say.
    public let userAgent: String

    /// The user; nil, as nobody is authenticated.
    public let user: String?

    /// The name under which the client owns what it writes; nil when it writes nothing.
    public let fieldManager: String?

    /// What the body said.
    public let body: Body

    /// When the request came from one phase to the next.
    public let phases: Phases

    /// The HTTP status that was decided, even when the client has not got it; nil when none was.
    public let status: Int?

    /// The reason of the `Status` that was decided, such as `Conflict`; nil when it has none.
    public let reason: String?

    /// The resource version that the request's last change got; nil when it changed nothing.
    public let committedVersion: UInt64?

    /// The watch that the request opened; nil when it opened none.
    public let watch: UInt64?

    /// The watches to which the last change was sent, as far as it and they are remembered.
    public let deliveries: [Delivery]

    /// The names of the rules that acted on the request, in order; a partition is `partition a`.
    public let faults: [String]

    /// What has become of the answer.
    public let outcome: Outcome

    /// What all of it was made from; nil where that is a document.
    let origin: Origin?

    /// What a request was read from.
    struct Origin: Sendable {
        let entry: RequestEntry

        /// The documents of the request and of the answer, where they are kept.
        let subject: RequestSubject
    }
}

// MARK: - Parts

extension RecordedRequest {
    /// What the body of a request said.
    public struct Body: Hashable, Sendable {
        /// The resource version that the client meant to change; nil when it did not say.
        public let resourceVersion: String?

        /// Who was to hold the lease; nil when the body did not say.
        public let holderIdentity: String?

        /// When the holder renewed the lease, as the client wrote it; nil when it did not say.
        public let renewTime: String?

        /// How many bytes it had.
        public let byteCount: Int
    }

    /// How long after its arrival a request came to each phase, by a clock of the machine that never
    /// jumps; nil for what did not happen.
    public struct Phases: Hashable, Sendable {
        /// It was known what to answer.
        public let decided: Duration?

        /// What was changed was stored, and for good where there is a database.
        public let committed: Duration?

        /// The client had taken all of the answer, or the head of a stream.
        public let answered: Duration?
    }

    /// A watch to which a change was sent.
    public struct Delivery: Hashable, Sendable {
        /// The number of the watch.
        public let watch: UInt64

        /// Who watched.
        public let client: String
    }

    /// What has become of an answer; there may be more in later versions.
    public enum Outcome: String, CaseIterable, Sendable {
        /// The client has taken all of it, or the head of a stream.
        case answered
        /// The client left first.
        case clientGone
        /// The client took so long that the server ended the connection.
        case cut
        /// The server ended first.
        case serverEnded
        /// The request succeeded with a write, and its client has not got the answer.
        case lost
        /// The connection was reset, and nothing was changed.
        case reset
        /// The connection was closed, and nothing was changed.
        case closed
        /// Nothing was said until the client left.
        case hung
        /// The client left while the request was held.
        case held
        /// A new connection was refused.
        case refused
        /// The answer was cut off.
        case truncated
    }
}

// MARK: - Reading

extension RecordedRequest {
    /// What an entry of the journal says, whose request and answer are `subject`.
    init(
        _ id: UInt64, _ entry: RequestEntry, _ subject: inout RequestSubject,
        _ deliveries: [Delivery]
    ) {
        let (noted, request) = (entry.noted, subject.request)
        self.id = id
        time = entry.time
        endTime = entry.endTime
        machineTime = entry.machineTime
        client = request.client
        connection = noted.http.connection
        nth = noted.http.nth
        method = noted.http.method
        path = noted.http.target.path + (noted.http.target.query.map { "?\($0)" } ?? "")
        verb = request.verb?.rawValue
        resource = request.resource
        subresource = request.subresource
        namespace = request.namespace
        name = subject.name
        userAgent = request.userAgent
        user = nil
        fieldManager = request.fieldManager
        body = Body(&subject, byteCount: noted.bodyByteCount)
        phases = Phases(entry.phases)
        status = entry.answer?.status
        let isFailure = status.map { $0 >= 400 } ?? false
        reason = isFailure ? subject.answerDocument?["reason"]?.string : nil
        committedVersion = entry.committed
        watch = entry.watch?.number
        self.deliveries = deliveries
        faults = entry.rules
        outcome = entry.outcome
        origin = Origin(entry: entry, subject: subject)
    }
}

extension RecordedRequest.Body {
    fileprivate init(_ subject: inout RequestSubject, byteCount: Int) {
        resourceVersion = subject.bodyText("metadata", "resourceVersion")
        holderIdentity = subject.holder
        renewTime = subject.bodyText("spec", "renewTime")
        self.byteCount = byteCount
    }
}

extension RecordedRequest.Phases {
    fileprivate init(_ phases: RequestPhases) {
        decided = phases.decided.map { $0 - phases.received }
        committed = phases.committed.map { $0 - phases.received }
        answered = phases.answered.map { $0 - phases.received }
    }
}
