import KubeJSON

/// How kube-apiserver reads the text of a flag: Go's splitting, trimming and booleans.
package enum FlagText {
    /// The parts of `text` between commas.
    static func items(_ text: String) -> [String] {
        split(text, at: ",")
    }

    /// The parts of `text` between occurrences of an ASCII `separator`, empty ones included.
    static func split(_ text: String, at separator: Unicode.Scalar, most: Int = .max) -> [String] {
        text.unicodeScalars
            .split(separator: separator, maxSplits: most - 1, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }

    /// `text` without white space at its ends.
    static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.drop { $0.properties.isWhitespace }.startIndex
        let kept = scalars[start...]
        let end = kept.lastIndex { !$0.properties.isWhitespace }.map(kept.index(after:)) ?? start
        return String(text[start..<end])
    }

    /// The key and the value of `key=value`, trimmed; the value is nil when there is no `=`.
    static func pair(_ item: String) -> (key: String, value: String?) {
        let parts = split(item, at: "=", most: 2)
        return (trim(parts[0]), parts.count == 2 ? trim(parts[1]) : nil)
    }

    /// A boolean as Go's `strconv.ParseBool` reads it.
    package static func bool(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "TRUE", "true", "True": true
        case "0", "f", "F", "FALSE", "false", "False": false
        default: nil
        }
    }

    /// What `strconv.ParseBool` says about a text that is no boolean.
    package static func boolError(_ text: String) -> String {
        "strconv.ParseBool: parsing \(GoQuote.quote(text)): invalid syntax"
    }

    /// Whether `left` comes before `right` in byte order.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
