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
