extension Resource {
    /// Leases (`spec/coordination.md` 2.2, 3.1, 4).
    package static let leases = Resource(
        name: "leases", singularName: "lease", views: [View(.leaseV1, .stable)],
        rules: LeaseRules())
}
