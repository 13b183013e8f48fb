import KubeJSON

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
