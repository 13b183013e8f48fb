/// Why an election is needed; the first that applies.
package enum ElectionCause: Hashable, Sendable {
    case leaseMissing
    case leaseExpired
    /// The lease does not say when it was renewed, or for how long, and so counts as expired.
    case leaseWithoutTimes
    case noHolder
    /// The candidate has not renewed for so long that all are asked whether they are alive.
    case refreshDue(candidate: String)
    /// The candidate is better than the holder.
    case betterCandidate(String)
}
