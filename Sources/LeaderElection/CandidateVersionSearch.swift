import KubeJSON
package import KubeTime

/// Finds the best version of the LeaseCandidate API that a server serves.
///
/// It asks discovery for one version after the other, `v1beta1` first, since a server may serve a version of
/// the group without its lease candidates. Like the other machines it does nothing by itself: whoever runs
/// it carries the requests that it returns, and feeds back what comes of them. A server that does not answer,
/// or not as it should, is asked again: after a second at first, and later after half a minute.
public struct CandidateVersionSearch: Sendable {
    /// What was found.
    public enum Result: Hashable, Sendable {
        /// The best version that is served.
        case found(LeaseCandidateClient.APIVersion)
        /// The server serves none.
        case noneServed
    }

    /// What was found; nil as long as that is not known.
    public private(set) var result: Result?

    /// The versions that are still to be asked for, the best first.
    private var rest = LeaseCandidateClient.APIVersion.bestFirst[...]
    private var phase = Phase.pausing(until: Timestamp(microseconds: .min))
    private var requests = RequestCounter()
    private var failures = 0

    private static let firstBackoff = Duration.seconds(1)
    private static let backoffMax = Duration.seconds(30)
    private static let requestTimeout = Duration.seconds(30)

    private enum Phase {
        /// Asks at that instant.
        case pausing(until: Timestamp)
        case asking(request: UInt64, timeout: Timestamp)
    }

    /// A search that begins at once.
    public init() {}
}

extension CandidateVersionSearch {
    /// When there is next something to do; nil once the search has ended.
    public var nextDue: Timestamp? {
        guard result == nil else { return nil }
        return switch phase {
        case .pausing(let instant): instant
        case .asking(_, let timeout): timeout
        }
    }

    /// Whether what comes of the request `id` still matters; if not, its connection can be closed.
    public func isAwaiting(_ id: ClientRequest.ID) -> Bool {
        if case .asking(id, _) = phase { return result == nil }
        return false
    }

    /// Does what is due at `now`, and returns the requests to send.
    public mutating func advance(to now: Timestamp) -> [ClientRequest] {
        if case .asking(_, let timeout) = phase, timeout <= now { fail(at: now) }
        guard case .pausing(let instant) = phase, instant <= now, result == nil,
            let version = rest.first
        else { return [] }
        let request = requests.request("GET", "/apis/coordination.k8s.io/\(version.rawValue)")
        phase = .asking(request: request.id, timeout: now + Self.requestTimeout)
        return [request]
    }

    /// Takes note of what came of the request `id`, and returns the requests to send.
    public mutating func receive(
        _ event: ClientEvent, for id: ClientRequest.ID, at now: Timestamp
    ) -> [ClientRequest] {
        guard isAwaiting(id), let version = rest.first else { return [] }
        switch event {
        case .part: return []
        case .answer(200, let body):
            guard let resources = try? JSONParser.parse(body)["resources"]?.array else {
                fail(at: now)
                return []
            }
            if resources.contains(where: { $0["name"] == "leasecandidates" }) {
                result = .found(version)
            } else {
                passOver(at: now)
            }
        case .answer(404, _): passOver(at: now)
        case .answer, .end: fail(at: now)
        }
        return advance(to: now)
    }

    /// Goes on to the next version.
    private mutating func passOver(at now: Timestamp) {
        failures = 0
        rest.removeFirst()
        phase = .pausing(until: now)
        if rest.isEmpty { result = .noneServed }
    }

    private mutating func fail(at now: Timestamp) {
        let backoff = min(Self.firstBackoff * (1 << min(failures, 10)), Self.backoffMax)
        failures += 1
        phase = .pausing(until: now + backoff)
    }
}

extension LeaseCandidateClient.APIVersion {
    /// All versions, the best first.
    fileprivate static let bestFirst: [Self] = [.v1beta1, .v1alpha2, .v1alpha1]
}
