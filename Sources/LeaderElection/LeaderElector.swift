import KubeAPI
import KubeElector
public import KubeTime

/// One component's part in an election, as client-go's `LeaderElector` plays it.
///
/// The elector does nothing by itself. Whoever runs it advances it when time has passed, carries
/// its requests, and feeds back what comes of them:
///
/// ```swift
/// var elector = try LeaderElector(configuration, seed: 7)
/// while let due = elector.nextDue {
///     perform(elector.advance(to: now()))
///     …
///     perform(elector.receive(.answer(status: 200, body: body), for: request.id, at: now()))
/// }
/// ```
///
/// It trusts no clock but the one it is advanced by: a lease of somebody else is free once it has
/// not changed for its duration while this elector looked on. With the plain protocol it takes such
/// a lease; with the coordinated one it only accepts and renews what the server's coordinator gave
/// it, and makes room when the coordinator prefers somebody else.
///
/// It is more careful than client-go in two places, where client-go lets two lead at a time: it
/// says ``Notification/stoppedLeading`` *before* it gives the lease back, and it gives back only a
/// lease that still names it.
public struct LeaderElector: Sendable {
    private let configuration: Configuration
    private let path: ResourcePath
    private var elector: Elector
    /// The lease as last read or written; writes are made over it.
    private var document: LeaseDocument?
    private var random: Random

    /// An elector whose first try is due at once.
    ///
    /// Chance, which follows from `seed`, spreads the tries of many electors. Throws what client-go's
    /// constructor says to a wrong configuration.
    public init(_ configuration: Configuration, seed: UInt64) throws(ConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
        elector = Elector(configuration.elector)
        random = Random(seed: seed)
        path = ResourcePath(
            version: "v1", namespace: configuration.namespace, resource: "leases",
            name: configuration.leaseName)
    }
}

// MARK: - Inputs

extension LeaderElector {
    /// When the elector next has something to do; nil when it has stopped for good.
    public var nextDue: Timestamp? { elector.nextDue }

    /// Does what is due at `now`.
    public mutating func advance(to now: Timestamp) -> [Action] {
        elector.advance(to: now, &random).map(action)
    }

    /// Takes note of what came of the request `id`; late answers are ignored.
    public mutating func receive(
        _ event: ClientEvent, for id: UInt64, at now: Timestamp
    ) -> [Action] {
        guard isAwaiting(id) else { return [] }
        let answer: Elector.Answer
        switch event {
        case .part: return []
        case .end: answer = .failed
        case .answer(let status, let body): answer = note(status, body)
        }
        return elector.receive(answer, for: id, at: now, &random).map(action)
    }

    /// Stops competing; the elector is done once ``nextDue`` is nil.
    ///
    /// A leader stops leading at once. A write under way is waited for, because it may have made
    /// this elector the holder.
    public mutating func stop(at now: Timestamp) -> [Action] {
        elector.stop(at: now).map(action)
    }

    private mutating func note(_ status: Int, _ body: [UInt8]) -> Elector.Answer {
        guard (200..<300).contains(status), let document = LeaseDocument(body) else {
            return status == 404 ? .missing : .failed
        }
        self.document = document
        return .lease(document.spec)
    }
}

// MARK: - What can be asked

extension LeaderElector {
    /// Whether this elector leads: it held the lease and has not given it up since.
    public var isLeading: Bool { elector.isLeading }

    /// Whether what comes of the request `id` still matters; if not, its connection can be closed.
    public func isAwaiting(_ id: ClientRequest.ID) -> Bool { elector.isAwaiting(id) }

    /// Who was last seen to hold the lease; empty for nobody.
    public var observedHolder: String { elector.observedHolder }

    /// What is wrong with this elector, for a health check; nil when nothing is.
    ///
    /// Wrong is a holder whose lease has not been renewed for its duration and `tolerance`.
    public func healthProblem(at now: Timestamp, tolerance: Duration) -> String? {
        guard elector.isOverdue(at: now, tolerance: tolerance) else { return nil }
        return "failed election to renew leadership on lease \(configuration.leaseName)"
    }
}

// MARK: - Outputs

extension LeaderElector {
    private func action(_ action: Elector.Action) -> Action {
        switch action {
        case .notify(let notification): .notify(Notification(notification))
        case .send(let request): .send(clientRequest(request))
        }
    }

    private func clientRequest(_ request: Elector.Request) -> ClientRequest {
        let labels = configuration.labels
        let (method, path, body): (String, String, [UInt8]) =
            switch request.operation {
            case .read: ("GET", path.object, [])
            case .create(let spec):
                (
                    "POST", path.collection,
                    LeaseDocument.new(
                        namespace: configuration.namespace, name: configuration.leaseName,
                        labels: labels, spec)
                )
            case .update(let spec):
                ("PUT", path.object, document?.replacing(spec, labels: labels) ?? [])
            }
        return ClientRequest(id: request.id, method: method, path: path, body: body, isWatch: false)
    }
}
