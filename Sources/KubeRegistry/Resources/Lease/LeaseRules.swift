import KubeAPI
import KubeJSON

/// The rules of leases (`pkg/registry/coordination/lease/strategy.go`).
struct LeaseRules: ResourceRules {
    let columns = [
        TableColumn.name,
        TableColumn(
            "Holder",
            "holderIdentity contains the identity of the holder of a current lease. If "
                + "Coordinated Leader Election is used, the holder identity must be equal to the "
                + "elected LeaseCandidate.metadata.name field."),
        TableColumn.age,
    ]

    func cells(of object: JSONObject) -> [TableCell] {
        [
            .value(object.name), .value(object.spec["holderIdentity"] ?? ""),
            .age(ofCreation: object),
        ]
    }

    func problems(withName name: String, isPrefix: Bool) -> [String] {
        NameFormat.dnsSubdomain.problems(of: name, isPrefix: isPrefix)
    }

    /// The fields that exist only with coordinated leader election (LEA-010).
    private static let gatedFields = ["strategy", "preferredHolder"]

    func prepareForCreate(_ object: inout JSONObject, features: FeatureGates) {
        removeGatedFields(of: &object, unlessIn: JSONObject(), features)
    }

    func prepareForUpdate(
        _ object: inout JSONObject, from old: JSONObject, features: FeatureGates
    ) {
        removeGatedFields(of: &object, unlessIn: old, features)
    }

    private func removeGatedFields(
        of object: inout JSONObject, unlessIn old: JSONObject, _ features: FeatureGates
    ) {
        let (spec, oldSpec) = (object.spec, old.spec)
        let gated = Self.gatedFields.filter { spec[$0] != nil && oldSpec[$0] == nil }
        guard !gated.isEmpty, !features.isEnabled(.coordinatedLeaderElection) else { return }
        object.spec = spec.removing(gated)
    }

    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError] {
        let spec = object.spec
        var errors: [FieldError] = []
        if let seconds = spec["leaseDurationSeconds"]?.integer, seconds <= 0 {
            errors.append(
                .invalid(
                    "spec.leaseDurationSeconds", .integer(seconds), "must be greater than 0"))
        }
        if let transitions = spec["leaseTransitions"]?.integer, transitions < 0 {
            errors.append(
                .invalid(
                    "spec.leaseTransitions", .integer(transitions),
                    "must be greater than or equal to 0"))
        }
        let strategy = spec["strategy"]?.string
        if let strategy {
            errors += StrategyRules.problems(with: strategy, at: "spec.strategy")
        }
        if (strategy ?? "").isEmpty, !(spec["preferredHolder"]?.string ?? "").isEmpty {
            errors.append(
                .forbidden(
                    "spec.preferredHolder", "may only be specified if `strategy` is defined"))
        }
        return errors
    }
}
