import KubeAPI
import KubeJSON

/// The rules of `metadata.ownerReferences`.
enum OwnerReferenceRules {
    private static let field = "metadata.ownerReferences"

    /// What is wrong with the references in `metadata`.
    static func problems(with metadata: JSONObject) -> [FieldError] {
        guard let references = metadata["ownerReferences"]?.array?.compactMap(\.object) else {
            return []
        }
        var errors: [FieldError] = []
        var first: JSONObject?
        for reference in references where !errors.areExcessive {
            errors += problems(withReference: reference)
            guard reference["controller"]?.bool == true else { continue }
            if let first {
                errors.append(secondController(reference, after: first, of: references))
            } else {
                first = reference
            }
        }
        return errors
    }

    private static func problems(withReference reference: JSONObject) -> [FieldError] {
        func text(_ key: String) -> String { reference[key]?.string ?? "" }
        var errors: [FieldError] = []
        let parts = text("apiVersion").split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2 || parts.last?.isEmpty != false {
            errors.append(
                .invalid(
                    "\(field).apiVersion", .string(text("apiVersion")),
                    "version must not be empty"))
        }
        for key in ["kind", "name", "uid"] where text(key).isEmpty {
            errors.append(.invalid("\(field).\(key)", "", "must not be empty"))
        }
        if text("apiVersion") == "v1", text("kind") == "Event" {
            errors.append(
                .invalid(
                    field, .object(reference),
                    "/v1, Kind=Event is disallowed from being an owner"))
        }
        return errors
    }

    private static func secondController(
        _ second: JSONObject, after first: JSONObject, of references: [JSONObject]
    ) -> FieldError {
        func name(_ reference: JSONObject) -> String {
            "\(reference["kind"]?.string ?? "")/\(reference["name"]?.string ?? "")"
        }
        return .invalid(
            field, .array(references.map { .object($0) }),
            "Only one reference can have Controller set to true. Found \"true\" in references "
                + "for \(name(first)) and \(name(second))")
    }

    /// The references without repetitions, and the uids of those that were repeated.
    static func deduplicated(_ references: [JSONValue]) -> ([JSONValue], repeated: [String]) {
        var seen: Set<JSONValue> = []
        var kept: [JSONValue] = []
        var repeated: [String] = []
        for reference in references {
            if seen.insert(reference).inserted {
                kept.append(reference)
            } else {
                repeated.append(reference["uid"]?.string ?? "")
            }
        }
        return (kept, repeated)
    }
}
