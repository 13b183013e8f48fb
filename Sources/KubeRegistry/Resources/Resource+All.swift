extension Resource {
    /// Every resource there is; a new one is added here.
    ///
    /// Their groups are discovered in this order, the core group first.
    package static let all: [Resource] = [.events, .namespaces, .leases, .leaseCandidates]
}
