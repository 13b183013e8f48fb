/// A version of the LeaseCandidate API.
public enum LeaseCandidateVersion: String, Hashable, Sendable, CaseIterable {
    /// The version of Kubernetes 1.31, in which a candidate lists its strategies.
    case v1alpha1
    /// The version of Kubernetes 1.32 and later.
    case v1alpha2
    /// The version of Kubernetes 1.33 and later.
    case v1beta1

    /// All versions, the best first.
    static let bestFirst: [Self] = [.v1beta1, .v1alpha2, .v1alpha1]

    /// The group and the version, as objects name them.
    var apiVersion: String { "coordination.k8s.io/\(rawValue)" }
}

extension LeaseCandidateVersion: CustomStringConvertible {
    /// Such as `v1beta1`.
    public var description: String { rawValue }
}
