public import KubeRegistry

/// What `--feature-gates` is given: `[.coordinatedLeaderElection: true]`, or the text of the flag.
public struct FeatureGateSettings: Hashable, Sendable {
    /// The values of the flag, in order; a later one wins.
    public var flagValues: [String]

    /// The settings that `flagValues` spell, such as `CoordinatedLeaderElection=true`.
    public init(flagValues: [String]) {
        self.flagValues = flagValues
    }
}

extension FeatureGateSettings: ExpressibleByDictionaryLiteral {
    /// The settings of these gates; a later one wins.
    public init(dictionaryLiteral settings: (FeatureGate, Bool)...) {
        flagValues = settings.map { gate, isOn in "\(gate)=\(isOn)" }
    }
}
