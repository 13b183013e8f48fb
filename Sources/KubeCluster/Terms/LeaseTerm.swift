public import KubeTime

/// One holder's time with a lease, and what was wrong with it.
public struct LeaseTerm: Hashable, Sendable {
    /// The namespace of the lease.
    public let namespace: String

    /// The name of the lease.
    public let lease: String

    /// The identity of the holder.
    public let holderIdentity: String

    /// When the lease was taken; nil when that is longer ago than the history reaches.
    public let start: Timestamp?

    /// The resource version with which the lease was taken, or the oldest one known.
    public let startVersion: UInt64

    /// How the term ended; nil while it goes on.
    public internal(set) var end: End?

    /// How often the holder renewed the lease.
    public internal(set) var renewalCount = 0

    /// The longest time between two writes by which the lease was taken and renewed, by the cluster's
    /// clock; nil when it was never renewed.
    public internal(set) var longestGap: Duration?

    /// How long before the end of the lease its holder's client last acted as leader.
    ///
    /// The end is that by the last renewal that was answered, and to act is to change something that is
    /// not for elections. Negative when the client acted later; nil when the journal of requests does
    /// not tell.
    public internal(set) var margin: Duration?

    /// The last writes by which the lease was taken and renewed, oldest first.
    private(set) var lastRenewals: [LeaseRenewal] = []

    /// What was wrong, in order; of each kind the first five.
    public private(set) var findings: [TermFinding] = []

    /// The end of a term.
    public struct End: Hashable, Sendable {
        /// When the term ended, by the cluster's clock.
        public let time: Timestamp

        /// The resource version that ended it.
        public let version: UInt64

        /// Why it ended.
        public let reason: Reason
    }

    /// Why a term ended.
    public enum Reason: String, Sendable {
        /// The lease was given back.
        case released
        /// Somebody else got the lease.
        case takenOver
        /// The lease was deleted.
        case leaseDeleted
    }

    init(
        namespace: String, lease: String, holderIdentity: String, start: Timestamp?,
        startVersion: UInt64
    ) {
        self.namespace = namespace
        self.lease = lease
        self.holderIdentity = holderIdentity
        self.start = start
        self.startVersion = startVersion
    }

    /// Adds a finding, unless there are enough of its kind.
    mutating func add(_ finding: TermFinding) {
        guard findings.count(where: { $0.kind == finding.kind }) < Self.findingsMax else { return }
        findings.append(finding)
    }

    /// Adds a write by which the lease was taken or renewed.
    mutating func add(_ renewal: LeaseRenewal) {
        if lastRenewals.count == Self.renewalsMax { lastRenewals.removeFirst() }
        lastRenewals.append(renewal)
    }

    private static let findingsMax = 5
    private static let renewalsMax = 16
}
