public import KubeTime

/// Something about a term that a test may want to fail for.
public struct TermFinding: Hashable, Sendable {
    /// What is wrong, for programs.
    public let kind: Kind

    /// When it happened, by the cluster's clock.
    public let time: Timestamp

    /// What is wrong, for people: a sentence without its full stop.
    public let message: String

    /// The kinds of findings.
    public enum Kind: String, CaseIterable, Sendable {
        /// Two holders could both believe that the lease is theirs.
        case overlap
        /// The lease was taken although it had not run out by its own times.
        case takeoverBeforeExpiry
        /// The lease was taken by a patch, or applied, without a `resourceVersion`.
        case unconditionalTakeover
        /// The lease was renewed by a patch, or applied, without a `resourceVersion`.
        case unconditionalRenewal
        /// The lease was renewed by another client, or under another field manager, than it was taken.
        case foreignRenewal
        /// The holder renewed a lease that had run out.
        case renewalAfterExpiry
        /// The holder changed, `leaseTransitions` did not grow.
        case transitionNotCounted
        /// The holder's clock is not the server's.
        case clockSkew
    }
}
