extension Resource {
    /// Every resource that is stored; a new one is added here, and taken out of the table of those
    /// that are empty (`BuiltInGroup`).
    package static let all: [Resource] = [.events, .namespaces, .leases, .leaseCandidates]
}
