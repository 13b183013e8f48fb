import KubeAPI
import KubeJSON

/// The rules of lease candidates (`pkg/registry/coordination/leasecandidate/strategy.go`).
struct LeaseCandidateRules: ResourceRules {
    let columns = [
        TableColumn.name,
        TableColumn(
            "LeaseName",
            "LeaseName is the name of the lease for which this candidate is contending. This "
                + "field is immutable."),
        // Upstream looks these texts up in the wrong type and finds none.
        TableColumn("BinaryVersion", ""),
        TableColumn("EmulationVersion", ""),
        TableColumn.age,
    ]

    func cells(of object: JSONObject) -> [TableCell] {
        [.value(object.name)]
            + ["leaseName", "binaryVersion", "emulationVersion"].map {
                .value(object.spec[$0] ?? "")
            } + [.age(ofCreation: object)]
    }

    func problems(withName name: String, isPrefix: Bool) -> [String] {
        NameFormat.configMapKey.problems(of: name)
    }

    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError] {
        CandidateSpec(object.spec).problems(hasStrategyList: kind.hasStrategyList)
    }

    func validateUpdate(
        _ object: JSONObject, from old: JSONObject, as kind: Kind
    ) -> [FieldError] {
        let new = CandidateSpec(object.spec)
        let previous = CandidateSpec(old.spec)
        var errors = new.problems(
            hasStrategyList: kind.hasStrategyList,
            // What v1alpha1 allowed must not block the other versions' pings and answers.
            mayLackBinaryVersion: previous.binaryVersion.isEmpty,
            mayLackStrategy: previous.strategy.isEmpty)
        if new.leaseName != previous.leaseName {
            errors.append(
                .invalid("spec.leaseName", .string(new.leaseName), "field is immutable"))
        }
        return errors
    }
}

extension Kind {
    fileprivate var hasStrategyList: Bool { version == "v1alpha1" }
}

/// The fields of a candidate that rules are about.
private struct CandidateSpec {
    let leaseName: String
    let binaryVersion: String
    let emulationVersion: String
    let strategy: String
    let preferredStrategies: [String]

    init(_ spec: JSONObject) {
        func text(_ key: String) -> String { spec[key]?.string ?? "" }
        leaseName = text("leaseName")
        binaryVersion = text("binaryVersion")
        emulationVersion = text("emulationVersion")
        strategy = text("strategy")
        preferredStrategies = spec["preferredStrategies"]?.array?.compactMap(\.string) ?? []
    }

    func problems(
        hasStrategyList: Bool, mayLackBinaryVersion: Bool = false, mayLackStrategy: Bool = false
    ) -> [FieldError] {
        var errors: [FieldError] = []
        if leaseName.isEmpty { errors.append(.required("spec.leaseName")) }
        errors += versionProblems(
            "emulationVersion", emulationVersion)
        if binaryVersion.isEmpty, !hasStrategyList, !mayLackBinaryVersion {
            errors.append(.required("spec.binaryVersion"))
        }
        errors += versionProblems("binaryVersion", binaryVersion)
        if !binaryVersion.isEmpty, !emulationVersion.isEmpty,
            parsed(binaryVersion) < parsed(emulationVersion)
        {
            errors.append(
                .invalid(
                    "spec.binaryVersion", .string(binaryVersion),
                    "must be greater than or equal to `emulationVersion`"))
        }
        if hasStrategyList { return errors + strategyListProblems }
        return errors + (strategy.isEmpty && mayLackStrategy ? [] : strategyProblems)
    }

    private var strategyProblems: [FieldError] {
        guard !strategy.isEmpty else { return [.required("spec.strategy")] }
        let missing =
            strategy == ElectionStrategy.oldestEmulationVersion
            ? missingVersions(["emulationVersion": emulationVersion]) : []
        return missing + StrategyRules.problems(with: strategy, at: "spec.strategy")
    }

    private var strategyListProblems: [FieldError] {
        // A 1.31 server takes an empty list too, whatever its documentation says.
        // Both may be long and the list too, so the versions are read once.
        let missing = missingVersions([
            "binaryVersion": binaryVersion, "emulationVersion": emulationVersion,
        ])
        return preferredStrategies.enumerated().fieldErrors { index, strategy in
            (strategy == ElectionStrategy.oldestEmulationVersion ? missing : [])
                + StrategyRules.problems(
                    with: strategy, at: "spec.preferredStrategies[\(index)]")
        }
    }

    /// What the strategy of the oldest emulation version lacks of `versions`.
    private func missingVersions(_ versions: KeyValuePairs<String, String>) -> [FieldError] {
        versions.filter { parsed($0.value) == .zero }.map { name, _ in
            .required(
                "spec.\(name)",
                "must be specified when `strategy` is 'OldestEmulationVersion'")
        }
    }

    private func versionProblems(_ name: String, _ version: String) -> [FieldError] {
        guard !version.isEmpty, SemanticVersion(version) == nil else { return [] }
        return [.invalid("spec.\(name)", .string(version), "must be a valid semantic version")]
    }

    /// A version that does not parse counts as 0.0.0.
    private func parsed(_ version: String) -> SemanticVersion {
        SemanticVersion(version) ?? .zero
    }
}
