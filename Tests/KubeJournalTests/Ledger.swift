/// What one client knows to be stored, and what may be.
struct Ledger {
    /// The lease that the client renews: the number that it was told is stored.
    var renewed = 0
    /// The number that may have been stored when the answer did not come.
    var attempted = 0
    var resourceVersion = 0
    /// The leases that are there, those that are gone, and the one that may be either.
    var present: Set<String> = []
    var absent: Set<String> = []
    var unknown: String?
}
