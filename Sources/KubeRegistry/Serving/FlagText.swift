/// How kube-apiserver reads the text of a flag: Go's splitting and trimming.
enum FlagText {
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
        let rest = scalars[start...]
        let end = rest.lastIndex { !$0.properties.isWhitespace }.map(rest.index(after:)) ?? start
        return String(text[start..<end])
    }

    /// The key and the value of `key=value`, trimmed; the value is nil when there is no `=`.
    static func pair(_ item: String) -> (key: String, value: String?) {
        let parts = split(item, at: "=", most: 2)
        return (trim(parts[0]), parts.count == 2 ? trim(parts[1]) : nil)
    }

    /// Whether `left` comes before `right` in byte order.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
