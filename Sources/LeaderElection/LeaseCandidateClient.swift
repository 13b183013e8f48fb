import KubeJSON
package import KubeTime

/// Keeps one component's LeaseCandidate on the server, as client-go's `LeaseCandidate` does.
///
/// The client does nothing by itself: whoever runs it advances it when time has passed, carries the
/// requests that it returns, one of them a watch, and feeds back what comes of them. It creates the
/// candidate, renews it every five minutes, and answers the coordinator's pings at once. It leaves
/// the candidate behind when it ends.
///
/// Two things differ from client-go, where they are known defects: success resets the pause after
/// failures, and a candidate without a `renewTime` is renewed.
public struct LeaseCandidateClient: Sendable {
    private let configuration: Configuration
    private let path: ResourcePath
    private var reflector: CandidateReflector
    private var requests = RequestCounter()
    private var write = Write.idle(nextDue: nil)
    private var failures = 0

    /// How often the candidate is renewed when nobody asks.
    static let renewInterval = Duration.seconds(300)
    private static let firstBackoff = Duration.milliseconds(5)
    private static let backoffMax = Duration.seconds(1000)
    private static let requestTimeout = Duration.seconds(30)

    private enum Write {
        /// The candidate is to be written at `nextDue`; never while its state is unknown.
        case idle(nextDue: Timestamp?)
        /// The write is under way; `isWantedAgain` when a ping came meanwhile.
        case sent(request: UInt64, timeout: Timestamp, isWantedAgain: Bool)
    }

    /// A client that begins at once.
    public init(_ configuration: Configuration, seed: UInt64) {
        self.configuration = configuration
        path = ResourcePath(
            version: configuration.apiVersion.rawValue, namespace: configuration.namespace,
            resource: "leasecandidates", name: configuration.name)
        reflector = CandidateReflector(
            path: path, name: configuration.name, random: Random(seed: seed))
    }
}

extension LeaseCandidateClient {
    /// When the client next has something to do.
    public var nextDue: Timestamp? {
        let writeDue =
            switch write {
            case .idle(let nextDue): nextDue
            case .sent(_, let timeout, _): Optional(timeout)
            }
        return [writeDue, reflector.nextDue].compactMap(\.self).min()
    }

    /// Whether the server's answer to the first list has come, as a readiness check wants to know.
    public var hasSynced: Bool { reflector.hasSynced }

    /// Whether what comes of the request `id` still matters; if not, its connection can be closed.
    public func isAwaiting(_ id: ClientRequest.ID) -> Bool {
        if case .sent(id, _, _) = write { return true }
        return reflector.isAwaiting(id)
    }

    /// Does what is due at `now`, and returns the requests to send.
    public mutating func advance(to now: Timestamp) -> [ClientRequest] {
        var sent = reflector.advance(to: now, &requests)
        switch write {
        case .idle(let nextDue?) where nextDue <= now: sent += ensure(at: now)
        case .sent(let request, let timeout, _) where timeout <= now:
            sent += receive(.end, for: request, at: now)
        case .idle, .sent: break
        }
        return sent
    }

    /// Takes note of what came of the request `id`, and returns the requests to send.
    public mutating func receive(
        _ event: ClientEvent, for id: UInt64, at now: Timestamp
    ) -> [ClientRequest] {
        if case .sent(id, _, let isWantedAgain) = write {
            return finishWrite(event, isWantedAgain: isWantedAgain, at: now)
        }
        let hadSynced = reflector.hasSynced
        let needsRenewal = reflector.receive(event, for: id, at: now)
        if needsRenewal || reflector.hasSynced != hadSynced { want(at: now) }
        return advance(to: now)
    }

    private mutating func want(at now: Timestamp) {
        switch write {
        case .idle(let nextDue): write = .idle(nextDue: min(nextDue ?? now, now))
        case .sent(let request, let timeout, _):
            write = .sent(request: request, timeout: timeout, isWantedAgain: true)
        }
    }

    /// Creates the candidate, or renews the one that the watch last showed.
    private mutating func ensure(at now: Timestamp) -> [ClientRequest] {
        let request =
            if let candidate = reflector.candidate {
                requests.request(
                    "PUT", path.object,
                    body: candidate.renewed(apiVersion: configuration.apiVersion, at: now))
            } else {
                requests.request(
                    "POST", path.collection,
                    body: CandidateDocument.new(configuration, renewedAt: now))
            }
        write = .sent(
            request: request.id, timeout: now + Self.requestTimeout, isWantedAgain: false)
        return [request]
    }

    private mutating func finishWrite(
        _ event: ClientEvent, isWantedAgain: Bool, at now: Timestamp
    ) -> [ClientRequest] {
        if case .answer(let status, _) = event, (200..<300).contains(status) {
            failures = 0
            write = .idle(nextDue: isWantedAgain ? now : now + Self.renewInterval)
        } else {
            let backoff = Self.firstBackoff * (1 << min(failures, 20))
            failures += 1
            write = .idle(nextDue: isWantedAgain ? now : now + min(backoff, Self.backoffMax))
        }
        return advance(to: now)
    }
}
