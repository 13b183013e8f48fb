import KubeJSON

/// What a client may ask of a write (`CreateOptions`, `UpdateOptions`, `PatchOptions`).
package struct WriteOptions: Hashable, Sendable {
    /// What becomes of fields that the schema does not know, and of duplicates.
    package enum FieldValidation: String, Sendable {
        case ignore = "Ignore"
        case warn = "Warn"
        case strict = "Strict"
    }

    /// Whether everything is done but the storing.
    package var isDryRun = false
    package var fieldValidation = FieldValidation.warn

    /// The name under which the writer owns what it sets; empty when it did not say.
    package var fieldManager = ""

    /// Whether an apply takes fields from other managers.
    package var force = false

    package init() {}

    /// The kinds of options, by the verb they belong to.
    package enum Verb: String, Sendable {
        case create = "CreateOptions"
        case update = "UpdateOptions"
        case patch = "PatchOptions"
        case apply = "ApplyOptions"

        fileprivate var kind: String { self == .apply ? Verb.patch.rawValue : rawValue }
    }

    /// The options in `query`.
    package init(_ query: QueryParameters, for verb: Verb) throws(StatusError) {
        // Only who applies has to say something.
        if query.isEmpty, verb != .apply { return }
        var errors: [FieldError] = []
        let fieldValidation = query.first("fieldValidation") ?? ""
        if verb == .patch || verb == .apply {
            errors = Self.patchErrors(query, isApply: verb == .apply)
        }
        fieldManager = query.first("fieldManager") ?? ""
        errors += OptionRules.fieldManager(fieldManager)
        errors += OptionRules.dryRun(query.all("dryRun"))
        if let known = FieldValidation(rawValue: fieldValidation) {
            self.fieldValidation = known
        } else if !fieldValidation.isEmpty {
            errors.append(
                .notSupported(
                    "fieldValidation", .string(fieldValidation),
                    supported: ["", "Ignore", "Strict", "Warn"]))
        }
        guard errors.isEmpty else { throw .invalidOptions(verb.kind, errors) }
        isDryRun = !query.all("dryRun").isEmpty
        force = query.bool("force") ?? false
    }

    private static func patchErrors(_ query: QueryParameters, isApply: Bool) -> [FieldError] {
        if isApply {
            guard (query.first("fieldManager") ?? "").isEmpty else { return [] }
            return [.required("fieldManager", "is required for apply patch")]
        }
        guard query.bool("force") != nil else { return [] }
        return [.forbidden("force", "may not be specified for non-apply patch")]
    }
}

extension WriteOptions {
    /// What is wrong with the name of a field manager.
    package static func managerProblems(
        _ name: String, at field: @autoclosure () -> String
    ) -> [FieldError] {
        OptionRules.fieldManager(name, at: field())
    }
}
