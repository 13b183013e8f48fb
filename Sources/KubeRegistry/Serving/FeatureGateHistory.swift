/// How far a feature has come.
enum FeatureStage: Sendable {
    case alpha, beta, generallyAvailable, deprecated
}

/// What a feature gate became in one release.
struct FeatureMilestone: Sendable {
    let release: Release
    let stage: FeatureStage
    let isOnByDefault: Bool
    /// Whether the gate can no longer be set to anything but its default.
    let isLocked: Bool

    /// Whether a feature is on when nobody says otherwise.
    enum Default {
        case off, on, lockedOff, lockedOn
    }

    private init(_ minor: UInt64, _ stage: FeatureStage, _ value: Default) {
        release = Release(1, minor)
        self.stage = stage
        isOnByDefault = value == .on || value == .lockedOn
        isLocked = value == .lockedOff || value == .lockedOn
    }

    static func alpha(_ minor: UInt64, _ value: Default) -> FeatureMilestone {
        FeatureMilestone(minor, .alpha, value)
    }

    static func beta(_ minor: UInt64, _ value: Default) -> FeatureMilestone {
        FeatureMilestone(minor, .beta, value)
    }

    static func stable(_ minor: UInt64, _ value: Default) -> FeatureMilestone {
        FeatureMilestone(minor, .generallyAvailable, value)
    }

    static func deprecated(_ minor: UInt64, _ value: Default) -> FeatureMilestone {
        FeatureMilestone(minor, .deprecated, value)
    }
}

/// A feature gate and the releases in which its stage or default changed.
struct FeatureGateHistory: Sendable {
    let gate: FeatureGate
    private let milestones: [FeatureMilestone]

    /// The history of the gate called `name`, oldest release first.
    init(_ name: String, _ milestones: FeatureMilestone...) {
        gate = FeatureGate(name)
        self.milestones = milestones
    }

    /// What the gate is in `release`, or nil when that release does not have it yet.
    func milestone(at release: Release) -> FeatureMilestone? {
        milestones.last { $0.release <= release }
    }

    /// The history of `gate`, or nil when kube-apiserver has no such gate.
    static func of(_ gate: FeatureGate) -> FeatureGateHistory? {
        byGate[gate]
    }

    private static let byGate = Dictionary(uniqueKeysWithValues: all.map { ($0.gate, $0) })
}
