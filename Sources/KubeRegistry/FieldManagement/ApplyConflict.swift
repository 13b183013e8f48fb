import KubeAPI
import KubeJSON

/// The fields that one manager owns and another one wants to change.
struct ApplyConflict {
    let identity: ManagedFields.Identity
    let fields: FieldSet

    /// The conflict about the other fields; nil when there are none.
    func subtracting(_ allowed: FieldSet) -> ApplyConflict? {
        let rest = fields.subtracting(allowed)
        return rest.isEmpty ? nil : ApplyConflict(identity: identity, fields: rest)
    }

    /// The owner as messages show it.
    fileprivate var owner: String {
        var text = GoQuote.quote(identity.manager.text)
        if identity.subresource != "" {
            text += " with subresource \(GoQuote.quote(identity.subresource.text))"
        }
        return identity.operation == .update ? text + " using \(identity.apiVersion.text)" : text
    }
}

extension ManagedFields {
    /// The entries that own any of `fields`, sorted by their identity.
    func conflicts(with fields: FieldSet) -> [ApplyConflict] {
        entries.map {
            ApplyConflict(identity: $0.origin.identity, fields: $0.fields.intersection(fields))
        }
        .filter { !$0.fields.isEmpty }
        .sorted { $0.identity.sortKey < $1.identity.sortKey }
    }
}

extension ManagedFields.Identity {
    /// What upstream keeps as the identity: the entry's JSON without fields and time.
    fileprivate var sortKey: JSONString {
        let members = [
            ("manager", manager), ("operation", JSONString(operation.rawValue)),
            ("apiVersion", apiVersion), ("subresource", subresource),
        ]
        let object = JSONObject(members.filter { $1 != "" }.map { ($0, .string($1)) })
        return JSONString(JSONWriter.text(.object(object)))
    }
}

extension StatusError {
    /// Somebody else owns fields that an apply would change
    /// (`AM/util/managedfields/internal/conflict.go`).
    static func applyConflict(_ conflicts: [ApplyConflict]) -> StatusError {
        let causes = conflicts.flatMap { conflict in
            conflict.fields.pathTexts.map { path in
                Cause(
                    reason: "FieldManagerConflict", message: "conflict with \(conflict.owner)",
                    field: path)
            }
        }
        let summary =
            if causes.count == 1 {
                "1 conflict: \(causes[0].message): \(causes[0].field)"
            } else {
                "\(causes.count) conflicts: " + list(conflicts)
            }
        return StatusError(
            code: 409, reason: "Conflict", message: "Apply failed with \(summary)",
            details: Details(causes: causes))
    }

    private static func list(_ conflicts: [ApplyConflict]) -> String {
        conflicts.flatMap { conflict in
            ["conflicts with \(conflict.owner):"] + conflict.fields.pathTexts.map { "- \($0)" }
        }.joined(separator: "\n")
    }
}
