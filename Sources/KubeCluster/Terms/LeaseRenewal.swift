import KubeTime

/// A write by which a holder took or renewed its lease.
struct LeaseRenewal: Hashable, Sendable {
    /// The resource version that it got.
    let version: UInt64

    /// Until when the lease lasted by it; nil when it did not say.
    let expiry: Timestamp?
}
