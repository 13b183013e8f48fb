extension Resource {
    /// Leases.
    package static let leases = Resource(
        name: "leases", singularName: "lease", views: [View(.leaseV1, .stable)],
        rules: LeaseRules())
}
