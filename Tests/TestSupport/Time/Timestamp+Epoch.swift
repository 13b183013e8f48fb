package import KubeTime

extension Timestamp {
    /// When tests begin: 2026-01-01T00:00:00Z.
    package static let epoch = Timestamp(seconds: 1_767_225_600)
}
