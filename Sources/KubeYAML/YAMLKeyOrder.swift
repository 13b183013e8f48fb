/// The order in which upstream's YAML library writes the keys of a map: letters after everything
/// else, and numbers inside keys by their value.
enum YAMLKeyOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        guard let first = zip(left, right).enumerated().first(where: { $1.0 != $1.1 })?.offset
        else {
            return left.count < right.count
        }
        let areLetters = (isLetter(left[first]), isLetter(right[first]))
        switch areLetters {
        case (true, true): return left[first] < right[first]
        case (true, false): return false
        case (false, true): return true
        case (false, false): break
        }
        // Zeros differ from nothing only behind a digit that counts.
        let hasDigitBefore =
            (left[first] == "0" || right[first] == "0")
            && left[..<first].reversed().prefix(while: isDigit).contains { $0 != "0" }
        let numbers = [left, right].map { text in
            text[first...].prefix(while: isDigit).reduce(hasDigitBefore ? 1 : 0 as UInt64) {
                $0 &* 10 &+ UInt64($1.value - 48)
            }
        }
        let lengths = [left, right].map { $0[first...].prefix(while: isDigit).count }
        if numbers[0] != numbers[1] { return numbers[0] < numbers[1] }
        if lengths[0] != lengths[1] { return lengths[0] < lengths[1] }
        return left[first] < right[first]
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        "0"..."9" ~= scalar
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default: false
        }
    }
}
