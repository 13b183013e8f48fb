import KubeJSON

/// A dotted version number with at least two parts, as Kubernetes' flags spell it.
struct GoVersion: Hashable, CustomStringConvertible {
    let components: [UInt64]

    /// Reads `1.31`, `v1.31.0` or `1.31.0-rc.1`; what follows the numbers is ignored.
    init(parsing text: String) throws(FlagError) {
        guard let numbers = Self.numbers(in: text) else {
            throw FlagError("could not parse \(GoQuote.quote(text)) as version")
        }
        guard numbers.count >= 2 else {
            throw FlagError("illegal version string \(GoQuote.quote(text))")
        }
        if numbers[0].first == "0", numbers[0] != "0" {
            throw FlagError(
                "illegal zero-prefixed version component \(GoQuote.quote(numbers[0])) in "
                    + GoQuote.quote(text))
        }
        var components: [UInt64] = []
        for number in numbers {
            components.append(
                try GoNumber.unsigned(number) { problem -> FlagError in
                    FlagError(
                        "illegal non-numeric version component \(GoQuote.quote(number)) in "
                            + "\(GoQuote.quote(text)): \(problem)")
                })
        }
        self.components = components
    }

    var description: String {
        components.map(String.init).joined(separator: ".")
    }

    /// The digits between the dots at the start of `text`, which may begin with blanks and a `v`;
    /// nil when there are none, or when a second line follows.
    private static func numbers(in text: String) -> [String]? {
        var rest = text.unicodeScalars.drop { " \t\n\u{0C}\r".unicodeScalars.contains($0) }
        if rest.first == "v" { rest.removeFirst() }
        var numbers: [String] = []
        while true {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard !digits.isEmpty else { break }
            numbers.append(String(Substring(digits)))
            rest = rest[digits.endIndex...]
            let following = rest.dropFirst().first
            guard rest.first == ".", let following, ("0"..."9").contains(following) else { break }
            rest.removeFirst()
        }
        return numbers.isEmpty || rest.contains("\n") ? nil : numbers
    }
}
