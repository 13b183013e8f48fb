import KubeAPI
import KubeJSON

/// What must hold for namespaces beside what holds for all objects
/// (`pkg/apis/core/validation/validation.go`).
extension NamespaceRules {
    /// The finalizers that need no domain.
    private static let standardFinalizers = [finalizer, Finalizer.orphan, Finalizer.foreground]

    func validate(_ object: JSONObject, as kind: Kind) -> [FieldError] {
        metadataErrors(object)
            + Self.specFinalizers(of: object).flatMap { finalizerErrors($0, at: "spec.finalizers") }
    }

    func validateUpdate(
        _ object: JSONObject, from old: JSONObject, as kind: Kind
    ) -> [FieldError] {
        validate(object, as: kind) + metadataErrors(object)
    }

    func validateUpdate(
        _ object: JSONObject, from old: JSONObject, ofSubresource subresource: String
    ) -> [FieldError] {
        if subresource == "status" { return metadataErrors(object) + phaseErrors(object) }
        return metadataErrors(object)
            + Self.specFinalizers(of: object).enumerated().flatMap { index, name in
                finalizerErrors(name, at: "spec.finalizers[\(index)]")
            }
    }

    private func metadataErrors(_ object: JSONObject) -> [FieldError] {
        object.finalizers.enumerated().flatMap { index, name in
            domainErrors(name, at: "metadata.finalizers[\(index)]")
        }
    }

    private func finalizerErrors(_ name: String, at field: String) -> [FieldError] {
        NameFormat.qualifiedName.problems(of: name).map { .invalid(field, .string(name), $0) }
            + domainErrors(name, at: field)
    }

    private func domainErrors(_ name: String, at field: String) -> [FieldError] {
        guard !name.contains("/"), !Self.standardFinalizers.contains(name) else { return [] }
        return [
            .invalid(
                field, .string(name),
                "name is neither a standard finalizer name nor is it fully qualified")
        ]
    }

    private func phaseErrors(_ object: JSONObject) -> [FieldError] {
        let phase = object["status"]?["phase"]?.string ?? ""
        let (expected, state) =
            object.isTerminating ? ("Terminating", "is not empty") : ("Active", "is empty")
        guard phase != expected else { return [] }
        return [
            .invalid(
                "status.Phase", .string(phase),
                "may only be '\(expected)' if `deletionTimestamp` \(state)")
        ]
    }
}
