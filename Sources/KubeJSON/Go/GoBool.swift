/// Booleans as Go's `strconv.ParseBool` reads them, with its error text.
package enum GoBool {
    /// The boolean that `text` spells; nil when it spells none.
    package static func parse(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "TRUE", "true", "True": true
        case "0", "f", "F", "FALSE", "false", "False": false
        default: nil
        }
    }

    /// The boolean that `text` spells.
    package static func parse<Failure>(
        _ text: String, orThrow failure: (String) -> Failure
    ) throws(Failure) -> Bool {
        if let value = parse(text) { return value }
        throw failure("strconv.ParseBool: parsing \(GoQuote.quote(text)): invalid syntax")
    }
}
