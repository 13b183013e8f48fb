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
        byName[gate.rawValue]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.gate.rawValue, $0) })
}
