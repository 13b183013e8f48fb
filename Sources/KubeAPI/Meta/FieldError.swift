package import KubeJSON

/// One thing that is wrong with one field (`AM/util/validation/field/errors.go`).
package struct FieldError: Hashable, Sendable {
    /// The kinds of wrongness, by the name that causes carry.
    package enum Reason: String, Sendable {
        case required = "FieldValueRequired"
        case invalid = "FieldValueInvalid"
        case notSupported = "FieldValueNotSupported"
        case duplicate = "FieldValueDuplicate"
        case forbidden = "FieldValueForbidden"
        case tooLong = "FieldValueTooLong"
    }

    package let reason: Reason

    /// The path of the field, such as `spec.leaseDurationSeconds`.
    package let field: String

    /// What is wrong, without the path.
    package let body: String

    private init(_ reason: Reason, _ field: String, _ body: String) {
        self.reason = reason
        self.field = field
        self.body = body
    }
}

extension FieldError {
    /// The field must have a value.
    package static func required(_ field: String, _ detail: String = "") -> FieldError {
        FieldError(.required, field, join("Required value", detail))
    }

    /// The field's value is wrong.
    ///
    /// A string `isOfNamedType` if its Go type is not `string` itself; Go prints it differently.
    package static func invalid(
        _ field: String, _ value: JSONValue, _ detail: String, isOfNamedType: Bool = false
    ) -> FieldError {
        let text = printed(value, isOfNamedType: isOfNamedType)
        return FieldError(.invalid, field, join("Invalid value: \(text)", detail))
    }

    /// The field's value is none of `supported`; see `invalid` for `isOfNamedType`.
    package static func notSupported(
        _ field: String, _ value: JSONValue, supported: [String], isOfNamedType: Bool = false
    ) -> FieldError {
        let list = supported.map(GoQuote.quote).joined(separator: ", ")
        let text = printed(value, isOfNamedType: isOfNamedType)
        return FieldError(
            .notSupported, field, "Unsupported value: \(text): supported values: \(list)")
    }

    /// The field may not be set.
    package static func forbidden(_ field: String, _ detail: String) -> FieldError {
        FieldError(.forbidden, field, join("Forbidden", detail))
    }

    /// The field's value is too long.
    package static func tooLong(_ field: String, bytesMax: Int) -> FieldError {
        FieldError(.tooLong, field, "Too long: may not be more than \(bytesMax) bytes")
    }

    private static func join(_ text: String, _ detail: String) -> String {
        detail.isEmpty ? text : "\(text): \(cut(detail))"
    }

    /// Plain strings as Go quotes them, everything else as compact JSON.
    private static func printed(_ value: JSONValue, isOfNamedType: Bool) -> String {
        guard let text = value.string, !isOfNamedType else { return cut(JSONWriter.text(value)) }
        return GoQuote.quote(cut(text))
    }

    /// Bytes up to which a value or detail is quoted.
    private static let quotedBytesMax = 64 << 10

    /// `text`, or its beginning when it is too long to be quoted.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > quotedBytesMax else { return text }
        return String(decoding: text.utf8.prefix(quotedBytesMax), as: UTF8.self) + "…"
    }
}

extension FieldError {
    /// The error in the words of Kubernetes 1.31, for names like those of labels.
    package var inOldWords: FieldError {
        FieldError(
            reason, field,
            body.replacing(": a valid label key must", with: ": a qualified name must")
                .replacing("63 bytes", with: "63 characters")
                .replacing("253 bytes", with: "253 characters"))
    }

    /// The error as one of the causes of a `Status`.
    package var cause: StatusError.Cause {
        StatusError.Cause(reason: reason.rawValue, message: body, field: field)
    }

    /// The error in one line.
    package var message: String { "\(field): \(body)" }

    /// Several errors in one line, each text once.
    package static func aggregate(_ errors: [FieldError]) -> String {
        var seen: Set<String> = []
        var texts = errors.told.map(\.message).filter { seen.insert($0).inserted }
        if errors.areExcessive { texts.append("too many errors") }
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
}
