import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeStore
import KubeTime

/// What has to be remembered of a lease to judge its next change.
struct LeaseTrack: Sendable {
    /// The term that goes on; nil while nobody holds the lease.
    private(set) var term: LeaseTerm?

    private var lease: Lease?
    /// The last one to hold the lease.
    private var lastHolder: String?
    /// Until when the holder may rely on its last renewal, by the server's clock.
    private var reliance: Timestamp?

    /// When the lease was last taken or renewed.
    private var lastWrite: Timestamp?
    /// The field managers under which the lease was taken; none where that is not known.
    private var takers: [String] = []

    /// How far a holder's clock may be from the server's.
    static let skewMax = Duration.seconds(1)

    /// A lease that does not exist yet.
    init() {}

    /// A lease whose past is unknown, and which `revision` wrote.
    init(_ lease: Lease, _ revision: UInt64) {
        self.lease = lease
        lastHolder = lease.holder
        term = lease.holder.map {
            LeaseTerm(
                namespace: lease.namespace, lease: lease.name, holderIdentity: $0, start: nil,
                startVersion: revision)
        }
    }

    /// Takes note of a change to `new`, and returns the term that it ended.
    ///
    /// There may be a `doubt` about the way in which it was made.
    mutating func observe(
        _ new: Lease, _ event: StoreEvent, _ doubt: DoubtfulWrites.Doubt?
    ) -> LeaseTerm? {
        defer { lease = new }
        if let holder = new.holder, let term, term.holderIdentity.hasSameBytes(as: holder) {
            observeRenewal(new, event, doubt)
            return nil
        }
        let ended = endTerm(new.holder == nil ? .released : .takenOver, event)
        guard let holder = new.holder else { return ended }
        beginTerm(of: holder, new, event)
        if let ended { judgeTakeover(from: ended.holderIdentity, at: event.time) }
        if doubt?.namesNoVersion == true {
            add(
                .unconditionalTakeover, event.time,
                "\(Self.shown(holder)) took the lease without naming the version that it had seen")
        }
        judgeTransitions(new, event.time)
        takers = event.object.renewers
        renew(new, event)
        lastHolder = holder
        return ended
    }

    /// Ends the term that goes on, and returns it.
    mutating func endTerm(_ reason: LeaseTerm.Reason, _ event: StoreEvent) -> LeaseTerm? {
        defer { term = nil }
        term?.end = LeaseTerm.End(time: event.time, version: event.revision, reason: reason)
        return term
    }

    private mutating func beginTerm(of holder: String, _ new: Lease, _ event: StoreEvent) {
        term = LeaseTerm(
            namespace: new.namespace, lease: new.name, holderIdentity: holder, start: event.time,
            startVersion: event.revision)
    }

    private mutating func observeRenewal(
        _ new: Lease, _ event: StoreEvent, _ doubt: DoubtfulWrites.Doubt?
    ) {
        guard let renewTime = new.renewTime, lease?.renewTime.map({ $0 < renewTime }) ?? true else {
            return
        }
        if let lease, lease.isExpired(at: event.time), let expiry = lease.expiry {
            add(
                .renewalAfterExpiry, event.time,
                "\(Self.shown(new.holder)) renewed the lease, which had run out at \(expiry.rfc3339)"
            )
        }
        judgeRenewer(new, event, doubt)
        term?.renewalCount += 1
        if let lastWrite {
            let gap = max(term?.longestGap ?? .zero, event.time - lastWrite)
            term?.longestGap = gap
        }
        renew(new, event)
    }

    /// Whether the one who renewed the lease is the one who took it, and knew what it renewed.
    private mutating func judgeRenewer(
        _ new: Lease, _ event: StoreEvent, _ doubt: DoubtfulWrites.Doubt?
    ) {
        let holder = Self.shown(new.holder)
        if doubt?.namesNoVersion == true {
            add(
                .unconditionalRenewal, event.time,
                "the lease of \(holder) was renewed without naming the version that was seen")
        }
        let renewers = event.object.renewers
        if let (taker, client) = doubt?.foreigner {
            let name = client.map { "the client \($0)" } ?? "a client without a name"
            add(
                .foreignRenewal, event.time,
                "the lease of \(holder) was renewed by \(name), and taken by the client \(taker)")
        } else if takers.isEmpty {
            // Whom the server has given a lease makes itself known with the first renewal.
            takers = renewers
        } else if !renewers.isEmpty, !renewers.contains(where: takers.contains) {
            add(
                .foreignRenewal, event.time,
                "the lease of \(holder) was renewed by \(Self.shown(renewers[0])), and taken by "
                    + Self.shown(takers[0]))
        }
    }

    private mutating func renew(_ new: Lease, _ event: StoreEvent) {
        let time = event.time
        lastWrite = time
        term?.add(LeaseRenewal(version: event.revision, expiry: new.expiry))
        reliance = new.leaseDurationSeconds.map { time + .seconds(Int64($0)) }
        guard let renewTime = new.renewTime else { return }
        let skew = renewTime - time
        guard skew > Self.skewMax || skew < .zero - Self.skewMax else { return }
        add(
            .clockSkew, time,
            "\(Self.shown(new.holder)) wrote the renewal time \(renewTime.rfc3339) at "
                + "\(time.rfc3339): its clock is \(skew > .zero ? "fast" : "slow")")
    }

    private mutating func judgeTakeover(from former: String, at time: Timestamp) {
        if let lease, !lease.isExpired(at: time), let expiry = lease.expiry {
            add(
                .takeoverBeforeExpiry, time,
                "the lease was taken from \(Self.shown(former)) although it lasted until \(expiry.rfc3339)"
            )
        }
        if let reliance, time < reliance {
            add(
                .overlap, time,
                "\(Self.shown(former)) could rely on its last renewal until \(reliance.rfc3339)")
        }
    }

    /// The coordinator counts no transitions, nor do those whom it elects.
    private mutating func judgeTransitions(_ new: Lease, _ time: Timestamp) {
        guard let lease, let lastHolder, new.strategy == nil,
            new.holder?.hasSameBytes(as: lastHolder) == false,
            (new.leaseTransitions ?? 0) <= (lease.leaseTransitions ?? 0)
        else { return }
        add(
            .transitionNotCounted, time,
            "the holder changed from \(Self.shown(lastHolder)), and leaseTransitions did not grow")
    }

    /// An identity as messages show it: the beginning of one that is very long.
    private static func shown(_ holder: String?) -> String {
        guard let holder, holder.utf8.count > identityBytesMax else { return holder ?? "" }
        return String(decoding: holder.utf8.prefix(identityBytesMax), as: UTF8.self) + "…"
    }

    private static let identityBytesMax = 256

    private mutating func add(_ kind: TermFinding.Kind, _ time: Timestamp, _ message: String) {
        term?.add(TermFinding(kind: kind, time: time, message: message))
    }
}
