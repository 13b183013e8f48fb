import KubeRegistry

/// What `--runtime-config` is given: `.leaseCandidates(.v1beta1)`, or the text of the flag.
public struct RuntimeConfigSetting: Hashable, Sendable {
    /// The value of the flag, such as `coordination.k8s.io/v1beta1=true`.
    public var flagValue: String

    /// The setting that `flagValue` spells; what is wrong with it is told when a cluster is made.
    public init(flagValue: String) {
        self.flagValue = flagValue
    }

    /// Whether a version of LeaseCandidate is served, and all else that the group has in that version.
    public static func leaseCandidates(_ version: Version, _ isServed: Bool = true) -> Self {
        Self(flagValue: "coordination.k8s.io/\(version.rawValue)=\(isServed)")
    }

    /// The versions of LeaseCandidate.
    public enum Version: String, CaseIterable, Sendable {
        /// That of 1.31.
        case v1alpha1
        /// That of 1.32 and later.
        case v1alpha2
        /// That of 1.33 and later.
        case v1beta1
    }
}

extension RuntimeConfigSetting: ExpressibleByStringInterpolation {
    /// The setting that a text spells, such as `coordination.k8s.io/v1beta1=true`.
    public init(stringLiteral text: String) {
        self.init(flagValue: text)
    }
}

extension RuntimeConfigSetting: CustomStringConvertible {
    /// The ``flagValue``.
    public var description: String { flagValue }
}

extension RuntimeConfigSetting.Version {
    /// The newest one that `release` has.
    init(newestIn release: Release) {
        if release >= Release(1, 33) {
            self = .v1beta1
        } else {
            self = release >= Release(1, 32) ? .v1alpha2 : .v1alpha1
        }
    }
}
