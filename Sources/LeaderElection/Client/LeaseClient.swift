/// What an elector needs of an API server: to read and to write one lease.
///
/// ``HTTPLeaseClient`` is one over HTTP. One of your own can stand upon any client of Kubernetes, as
/// long as it
///
/// * writes ``LeaseDocument/json`` as it is, so that the server refuses a write over something newer;
/// * lets each call end soon when its task is cancelled: an elector gives up what takes too long;
/// * never repeats a write by itself, and answers no read from a cache.
public protocol LeaseClient: Sendable {
    /// The lease called `name` in `namespace`.
    func lease(
        _ name: String, in namespace: String
    ) async throws(LeaseClientError) -> LeaseDocument

    /// Creates a lease and returns it as the server stored it.
    func createLease(_ lease: LeaseDocument) async throws(LeaseClientError) -> LeaseDocument

    /// Replaces a lease that has not changed since it was read; returns it as the server stored it.
    func updateLease(_ lease: LeaseDocument) async throws(LeaseClientError) -> LeaseDocument
}
