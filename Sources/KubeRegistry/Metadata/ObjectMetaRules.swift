import KubeAPI
import KubeJSON

/// The rules of metadata, the same for every kind (`AM/api/validation/objectmeta.go`).
struct ObjectMetaRules {
    private static let annotationsBytesMax = 256 << 10

    let isNamespaced: Bool

    /// Whether the rules have looked at what is stored before.
    private let trustsStored: Bool

    /// What is wrong with a name, or with the prefix of one.
    let nameProblems: (_ name: String, _ isPrefix: Bool) -> [String]

    /// The rules for objects of `resource`.
    init(of resource: Resource) {
        isNamespaced = resource.isNamespaced
        trustsStored = resource.alwaysValidatesMetadata
        nameProblems = resource.rules.problems
    }

    /// The rules that only ask whether the name can be part of a path.
    init(pathSegmentsOf resource: Resource) {
        isNamespaced = resource.isNamespaced
        trustsStored = resource.alwaysValidatesMetadata
        nameProblems = { name, _ in NameFormat.pathSegment.problems(of: name) }
    }

    /// What is wrong with the metadata of an object by itself.
    func problems(with metadata: JSONObject) -> [FieldError] {
        problems(with: metadata, CommonErrors(metadata))
    }

    /// What is wrong with the metadata of an object by itself, and what with replacing `old` by it.
    func problems(
        with metadata: JSONObject, replacing old: JSONObject
    ) -> (itself: [FieldError], replacing: [FieldError]) {
        if trustsStored, metadata.isSame(as: old, but: "managedFields") {
            let errors =
                metadata.isSame(as: old) ? [] : ManagedFieldsRules.problems(with: metadata)
            return (errors, errors)
        }
        let common = CommonErrors(metadata)
        return (
            problems(with: metadata, common),
            newFinalizerErrors(metadata, old) + changeErrors(metadata, old)
                + common.beforeFinalizers
                + common.managedFields
        )
    }

    private func problems(with metadata: JSONObject, _ common: CommonErrors) -> [FieldError] {
        nameErrors(metadata) + namespaceErrors(metadata) + generationErrors(metadata)
            + common.beforeFinalizers + finalizerErrors(metadata) + common.managedFields
    }

    /// What is looked at both in an object by itself and when it replaces another.
    private struct CommonErrors {
        /// Of labels, annotations and owners.
        let beforeFinalizers: [FieldError]
        let managedFields: [FieldError]

        init(_ metadata: JSONObject) {
            beforeFinalizers =
                ObjectMetaRules.labelErrors(metadata) + ObjectMetaRules.annotationErrors(metadata)
                + OwnerReferenceRules.problems(with: metadata)
            managedFields = ManagedFieldsRules.problems(with: metadata)
        }
    }
}

// MARK: - Single fields

extension ObjectMetaRules {
    private static let immutableFields = [
        "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp",
        "deletionGracePeriodSeconds",
    ]

    /// What must stay as it is, or may only grow.
    private func changeErrors(_ metadata: JSONObject, _ old: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        if (metadata["resourceVersion"]?.string ?? "").isEmpty {
            errors.append(
                .invalid("metadata.resourceVersion", "", "must be specified for an update"))
        }
        let generation = metadata["generation"]?.integer ?? 0
        if generation < old["generation"]?.integer ?? 0 {
            errors.append(
                .invalid("metadata.generation", .integer(generation), "must not be decremented"))
        }
        for key in Self.immutableFields where metadata[key] != old[key] {
            let isText = ["name", "namespace", "uid"].contains(key)
            let value = metadata[key] ?? (isText ? "" : .null)
            errors.append(.invalid("metadata.\(key)", value, "field is immutable"))
        }
        return errors
    }

    /// What is wrong with the name, or with the prefix of one.
    func nameErrors(_ metadata: JSONObject) -> [FieldError] {
        var errors: [FieldError] = []
        if let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
            errors += nameProblems(prefix, true).map {
                .invalid("metadata.generateName", .string(prefix), $0)
            }
        }
        let name = metadata["name"]?.string ?? ""
        guard !name.isEmpty else {
            return errors + [.required("metadata.name", "name or generateName is required")]
        }
        return errors
            + nameProblems(name, false).map { .invalid("metadata.name", .string(name), $0) }
    }

    private func namespaceErrors(_ metadata: JSONObject) -> [FieldError] {
        let field = "metadata.namespace"
        let namespace = metadata["namespace"]?.string ?? ""
        if !isNamespaced {
            return namespace.isEmpty ? [] : [.forbidden(field, "not allowed on this type")]
        }
        guard !namespace.isEmpty else { return [.required(field)] }
        return NameFormat.dnsLabel.problems(of: namespace).map {
            .invalid(field, .string(namespace), $0)
        }
    }

    private func generationErrors(_ metadata: JSONObject) -> [FieldError] {
        guard let generation = metadata["generation"]?.integer, generation < 0 else { return [] }
        return [
            .invalid(
                "metadata.generation", .integer(generation),
                "must be greater than or equal to 0")
        ]
    }

    private static func labelErrors(_ metadata: JSONObject) -> [FieldError] {
        guard let labels = metadata["labels"]?.object else { return [] }
        return labels.fieldErrors { label in
            NameFormat.qualifiedName.problems(of: label.key).map {
                FieldError.invalid("metadata.labels", .string(label.key), $0)
            }
                + NameFormat.labelValue.problems(of: label.value.string ?? "").map {
                    .invalid("metadata.labels", label.value, $0)
                }
        }
    }

    private static func annotationErrors(_ metadata: JSONObject) -> [FieldError] {
        guard let annotations = metadata["annotations"]?.object else { return [] }
        var bytes = 0
        var errors: [FieldError] = []
        for (key, value) in annotations {
            bytes += key.utf8.count + (value.string ?? "").utf8.count
            guard !errors.areExcessive else { continue }
            errors += NameFormat.qualifiedName.problems(of: key.lowercased()).map {
                .invalid("metadata.annotations", .string(key), $0)
            }
        }
        if bytes > Self.annotationsBytesMax {
            errors.append(.tooLong("metadata.annotations", bytesMax: Self.annotationsBytesMax))
        }
        return errors
    }

    private func finalizerErrors(_ metadata: JSONObject) -> [FieldError] {
        let field = "metadata.finalizers"
        guard let finalizers = metadata["finalizers"]?.array?.compactMap(\.string) else {
            return []
        }
        var errors = finalizers.fieldErrors { finalizer in
            NameFormat.qualifiedName.problems(of: finalizer).map {
                .invalid(field, .string(finalizer), $0)
            }
        }
        if finalizers.contains(Finalizer.orphan), finalizers.contains(Finalizer.foreground) {
            errors.append(
                .invalid(
                    field, .array(finalizers.map { .string($0) }),
                    "finalizer orphan and foregroundDeletion cannot be both set"))
        }
        return errors
    }

    private func newFinalizerErrors(_ metadata: JSONObject, _ old: JSONObject) -> [FieldError] {
        guard old["deletionTimestamp"] != nil else { return [] }
        let kept = Set(old["finalizers"]?.array ?? [])
        let added = Set(metadata["finalizers"]?.array ?? []).subtracting(kept)
        guard !added.isEmpty else { return [] }
        let list = added.compactMap(\.string).sorted { $0.precedesBytewise($1) }
            .map(GoQuote.quote).joined(separator: ", ")
        return [
            .forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new "
                    + "finalizers []string{\(list)}")
        ]
    }
}
