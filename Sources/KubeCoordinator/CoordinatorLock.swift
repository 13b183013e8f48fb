import KubeAPI
import KubeElector
import KubeTime

/// The coordinator's part in the election for its own lease: a plain elector that competes again
/// when it has lost.
struct CoordinatorLock {
    /// The lease that coordinators compete for.
    static let leaseKey = NamespacedName(
        namespace: "kube-system", name: "leader-election-controller")

    private let configuration: Elector.Configuration
    private var elector: Elector
    /// The resource version of the lease as it was last read or written.
    private var resourceVersion = ""

    /// A lock that has not been tried for.
    init(_ configuration: CoordinatorConfiguration) {
        let retryPeriod = max(configuration.retryPeriod, .milliseconds(1))
        self.configuration = Elector.Configuration(
            identity: configuration.identity, leaseDuration: configuration.leaseDuration,
            renewDeadline: max(configuration.renewDeadline, retryPeriod), retryPeriod: retryPeriod,
            isCoordinated: false, releasesOnStop: true, isCareful: false)
        elector = Elector(self.configuration)
    }

    /// Whether this coordinator holds the lease.
    var isHeld: Bool { elector.isLeading }

    /// When the lease is next to be tried for or renewed; nil after `stop`.
    var nextDue: Timestamp? { elector.nextDue }

    /// Makes the attempts that are due at `now`.
    mutating func advance(
        to now: Timestamp, in storage: inout some ElectionStorage, _ random: inout Random
    ) {
        while let nextDue, nextDue <= now {
            perform(elector.advance(to: now, &random), at: now, in: &storage, &random)
            if elector.isDone {
                elector = Elector(configuration, firstTry: now + configuration.retryPeriod)
            }
        }
    }

    /// Has it be tried for or renewed as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { elector.shift(by: difference) }

    /// Gives the lease back, if this coordinator holds it, and tries for it no more.
    mutating func stop(
        at now: Timestamp, in storage: inout some ElectionStorage, _ random: inout Random
    ) {
        perform(elector.stop(at: now), at: now, in: &storage, &random)
    }

    /// Carries out what the elector asks for until it asks no more; it tells nobody.
    private mutating func perform(
        _ actions: [Elector.Action], at now: Timestamp, in storage: inout some ElectionStorage,
        _ random: inout Random
    ) {
        for case .send(let request) in actions {
            let answer = answer(to: request.operation, at: now, in: &storage)
            let next = elector.receive(answer, for: request.id, at: now, &random)
            perform(next, at: now, in: &storage, &random)
        }
    }

    private mutating func answer(
        to operation: Elector.Request.Operation, at now: Timestamp,
        in storage: inout some ElectionStorage
    ) -> Elector.Answer {
        do {
            switch operation {
            case .read:
                return note(try storage.lease(Self.leaseKey))
            case .create(let spec):
                return note(try storage.createLease(Self.leaseKey, spec: spec, at: now))
            case .update(let spec):
                resourceVersion = try storage.updateLease(
                    Self.leaseKey, resourceVersion: resourceVersion, SpecChanges(spec), at: now)
                return .lease(spec)
            }
        } catch {
            return error.code == 404 ? .missing : .failed
        }
    }

    private mutating func note(_ lease: Lease) -> Elector.Answer {
        resourceVersion = lease.resourceVersion
        return .lease(lease.spec)
    }
}
