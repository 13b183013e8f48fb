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

/// Rules that several kinds of options share (`AM/apis/meta/v1/validation`).
enum OptionRules {
    /// A dry run is `All` or nothing.
    static func dryRun(_ values: [String]) -> [FieldError] {
        guard !values.allSatisfy({ $0 == "All" }) else { return [] }
        return [
            .notSupported("dryRun", .array(values.map { .string($0) }), supported: ["All"])
        ]
    }

    /// A manager's name is short and printable.
    static func fieldManager(
        _ name: String, at field: @autoclosure () -> String = "fieldManager"
    ) -> [FieldError] {
        guard name.utf8.count > 128 || !name.unicodeScalars.allSatisfy(GoQuote.isPrintable) else {
            return []
        }
        let field = field()
        var errors: [FieldError] = []
        if name.utf8.count > 128 { errors.append(.tooLong(field, bytesMax: 128)) }
        var position = 0
        for scalar in name.unicodeScalars {
            if !GoQuote.isPrintable(scalar) {
                errors.append(
                    .invalid(
                        field, .string(name),
                        "invalid character \(codePoint(scalar)) (at position \(position))"))
                if errors.areExcessive { break }
            }
            position += UTF8.width(scalar)
        }
        return errors
    }

    private static func codePoint(_ scalar: Unicode.Scalar) -> String {
        "U+" + String(hexadecimal: scalar.value, digits: 4, uppercase: true)
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
