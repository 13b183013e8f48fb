import KubeJSON

/// Which features are on: what `--feature-gates` says, and the defaults of the release.
package struct FeatureGates: Hashable, Sendable {
    private let release: Release
    /// By the names of the gates.
    private let settings: [String: Bool]

    /// Reads the values of `--feature-gates`, in the order they were given; a later one wins.
    package init(flagValues: [String] = [], at release: Release) throws(FlagError) {
        self.release = release
        settings = try Self.settings(in: Self.kubeItems(in: flagValues))
        let misused = settings.keys.sorted(by: FlagText.precedes)
            .compactMap(complaint)
        if let error = FlagError(misused) ?? FlagError(missingPrerequisites()) { throw error }
    }

    /// Whether the feature is on.
    package func isEnabled(_ gate: FeatureGate) -> Bool {
        if let setting = settings[gate.rawValue] { return setting }
        guard let milestone = FeatureGateHistory.of(gate)?.milestone(at: release) else {
            return false
        }
        return switch milestone.stage {
        case .alpha: settings[FeatureGate.allAlpha.rawValue] ?? milestone.isOnByDefault
        case .beta: settings[FeatureGate.allBeta.rawValue] ?? milestone.isOnByDefault
        case .generallyAvailable, .deprecated: milestone.isOnByDefault
        }
    }
}

extension FeatureGates {
    /// The names of all gates that `release` has, those that stand for a stage first.
    package static func names(at release: Release) -> [String] {
        [FeatureGate.allAlpha.rawValue, FeatureGate.allBeta.rawValue]
            + FeatureGateHistory.all.filter { $0.milestone(at: release) != nil }.map(
                \.gate.rawValue
            )
            .sorted()
    }
}

// MARK: - Reading the flag

extension FeatureGates {
    /// The `Name=bool` items of the values, without the prefix of their component.
    private static func kubeItems(in values: [String]) throws(FlagError) -> [String] {
        var items: [String: [String]] = [:]
        for item in values.flatMap(FlagText.items) where !item.isEmpty {
            let parts = FlagText.split(item, at: ":", most: 2).map(FlagText.trim)
            let component = parts.count == 2 ? parts[0] : ""
            items[component, default: []].append(parts[parts.count - 1])
        }
        if items[""] != nil, items["kube"] != nil {
            throw FlagError(
                "set kube feature gates with default empty prefix or kube: prefix consistently, "
                    + "do not mix use")
        }
        let others = items.keys.filter { $0 != "" && $0 != "kube" }
        if let unknown = others.min(by: FlagText.precedes) {
            throw FlagError("component not registered: \(unknown)")
        }
        return items[""] ?? items["kube"] ?? []
    }

    private static func settings(in items: [String]) throws(FlagError) -> [String: Bool] {
        var settings: [String: Bool] = [:]
        for item in items where !item.isEmpty {
            let (name, text) = FlagText.pair(item)
            guard let text else { throw FlagError("missing bool value for \(name)") }
            settings[name] = try GoBool.parse(text) { problem -> FlagError in
                FlagError("invalid value of \(name)=\(text), err: \(problem)")
            }
        }
        return settings
    }
}

// MARK: - What may be set

extension FeatureGates {
    /// Why the gate called `name` cannot have the value it was given, or nil when it can.
    private func complaint(about name: String) -> String? {
        let gate = FeatureGate(name)
        guard gate != .allAlpha, gate != .allBeta, let value = settings[gate.rawValue] else {
            return nil
        }
        guard let history = FeatureGateHistory.of(gate) else {
            return "unrecognized feature gate: \(gate)"
        }
        guard let milestone = history.milestone(at: release) else {
            return "cannot set feature gate \(gate) to \(value), feature is PreAlpha at emulated "
                + "version \(release), min compatibility version \(release.minCompatibility)"
        }
        guard milestone.isLocked, milestone.isOnByDefault != value else { return nil }
        return "cannot set feature gate \(gate) to \(value), feature is locked to "
            + "\(milestone.isOnByDefault)"
    }

    private func missingPrerequisites() -> [String] {
        FeatureGateHistory.prerequisites.filter { isEnabled($0.gate) }.compactMap { gate, needs in
            let disabled = needs.filter { !isEnabled($0) }.map(\.rawValue)
            guard !disabled.isEmpty else { return nil }
            return "\(gate) is enabled, but depends on features that are disabled: "
                + "[\(disabled.joined(separator: " "))]"
        }
    }
}
