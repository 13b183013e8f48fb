package import KubeAPI
package import KubeTime

/// The objects that the coordinator reads live and writes at the instant `now`.
///
/// Whatever is written here must come back through `Coordinator.observe`, like the writes of
/// everybody else.
package protocol ElectionStorage {
    /// The lease as it is stored now; throws `404 NotFound` when there is none.
    mutating func lease(_ key: NamespacedName) throws(StatusError) -> Lease

    /// The candidate as it is stored now; throws `404 NotFound` when there is none.
    mutating func leaseCandidate(_ key: NamespacedName) throws(StatusError) -> LeaseCandidate

    /// Creates a lease with nothing but `spec`; throws `409 AlreadyExists` when there is one.
    mutating func createLease(
        _ key: NamespacedName, spec: LeaseSpec, at now: Timestamp
    ) throws(StatusError) -> Lease

    /// Changes a lease, and returns its new resource version; throws `409 Conflict` when the present
    /// one is not `resourceVersion`.
    mutating func updateLease(
        _ key: NamespacedName, resourceVersion: String, _ changes: SpecChanges,
        at now: Timestamp
    ) throws(StatusError) -> String

    /// Changes a candidate; throws `409 Conflict` when its resource version is another.
    mutating func updateLeaseCandidate(
        _ key: NamespacedName, resourceVersion: String, _ changes: SpecChanges,
        at now: Timestamp
    ) throws(StatusError)

    /// Deletes a candidate, whatever its resource version.
    mutating func deleteLeaseCandidate(
        _ key: NamespacedName, at now: Timestamp
    ) throws(StatusError)
}
