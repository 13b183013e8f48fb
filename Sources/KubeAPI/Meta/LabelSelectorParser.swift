import KubeJSON

/// Reads the text form of label selectors, with upstream's errors.
struct LabelSelectorParser {
    private let tokens: [Token]
    private var index = 0

    private typealias Requirement = LabelSelector.Requirement

    /// Why a requirement cannot be read, without the words that every such error starts with.
    private struct Problem: Error {
        let message: String

        init(_ message: String) {
            self.message = message
        }

        static func found(_ token: Token, expected: String) -> Problem {
            Problem("found '\(token.text)', expected: \(expected)")
        }
    }

    init(_ text: String) {
        tokens = Token.tokens(of: text)
    }

    mutating func requirements() throws(StatusError) -> [LabelSelector.Requirement] {
        do {
            return try list()
        } catch {
            throw .badRequest(error.message)
        }
    }

    private mutating func list() throws(Problem) -> [Requirement] {
        var requirements: [Requirement] = []
        while !current.isEnd {
            guard current.isWord || current == .not else {
                throw .found(current, expected: "!, identifier, or 'end of string'")
            }
            do {
                requirements.append(try requirement())
            } catch {
                throw Problem("unable to parse requirement: \(error.message)")
            }
            if current.isEnd { break }
            let separator = next()
            guard separator == .comma else {
                throw .found(separator, expected: "',' or 'end of string'")
            }
            guard current.isWord || current == .not else {
                throw .found(current, expected: "identifier after ','")
            }
        }
        return requirements
    }

    private var current: Token { tokens[index] }

    /// The current token; what follows the end is the end.
    private mutating func next() -> Token {
        defer { if index < tokens.count - 1 { index += 1 } }
        return tokens[index]
    }
}

// MARK: - Requirements

extension LabelSelectorParser {
    private mutating func requirement() throws(Problem) -> Requirement {
        let isNegated = current == .not
        if isNegated { _ = next() }
        let key = next()
        guard key.isWord else { throw .found(key, expected: "identifier") }
        try check(key: key.text)
        if isNegated { return Requirement(key: key.text, relation: .doesNotExist, values: []) }
        if current.isEnd || current == .comma {
            return Requirement(key: key.text, relation: .exists, values: [])
        }
        let comparison = next()
        switch comparison.text {
        case "=", "==": return try exact(key.text, .isIn)
        case "!=": return try exact(key.text, .isNotIn)
        case "in": return try set(key.text, .isIn)
        case "notin": return try set(key.text, .isNotIn)
        case ">": return try exact(key.text, .isGreater)
        case "<": return try exact(key.text, .isLess)
        default: throw .found(comparison, expected: "in, notin, =, ==, !=, gt, lt")
        }
    }

    private mutating func exact(
        _ key: String, _ relation: LabelSelector.Relation
    ) throws(Problem) -> Requirement {
        var value = ""
        if !current.isEnd, current != .comma {
            let token = next()
            guard token.isWord else { throw .found(token, expected: "identifier") }
            value = token.text
        }
        return try checked(Requirement(key: key, relation: relation, values: [value]))
    }

    private mutating func set(
        _ key: String, _ relation: LabelSelector.Relation
    ) throws(Problem) -> Requirement {
        let open = next()
        guard open == .open else { throw Problem("found '\(open.text)' expected: '('") }
        let values = Set(try values().map { JSONString($0) }).sorted().map(\.text)
        return try checked(Requirement(key: key, relation: relation, values: values))
    }

    /// The values up to the closing parenthesis.
    ///
    /// Where one is left out, it is the empty string, but a comma after a value only separates.
    private mutating func values() throws(Problem) -> [String] {
        guard current.isWord || current == .comma || current == .close else {
            throw .found(current, expected: "',', ')' or identifier")
        }
        var values: [String] = []
        if current == .close { values.append("") }
        while current != .close {
            let token = next()
            if token.isWord {
                values.append(token.text)
                guard current == .comma || current == .close else {
                    throw .found(current, expected: "',' or ')'")
                }
            } else if token == .comma {
                if values.isEmpty || current == .comma || current == .close { values.append("") }
                guard current == .comma else { continue }
                _ = next()
                // Upstream wants something to follow two commas.
                if current == .close { throw .found(current, expected: "',', or identifier") }
            } else {
                throw .found(token, expected: "',', or identifier")
            }
        }
        _ = next()
        return values
    }
}

// MARK: - Validity

extension LabelSelectorParser {
    private func check(key: String) throws(Problem) {
        let problems = NameFormat.qualifiedName.problems(of: key)
        guard !problems.isEmpty else { return }
        let error = FieldError.invalid(
            "<nil>", .string(key), problems.joined(separator: "; "))
        throw Problem(error.message)
    }

    private func checked(_ requirement: Requirement) throws(Problem) -> Requirement {
        var errors: [FieldError] = []
        let isNumeric = requirement.relation == .isGreater || requirement.relation == .isLess
        for (index, value) in requirement.values.enumerated() where !errors.areExcessive {
            if isNumeric, Int64(value) == nil {
                errors.append(
                    .invalid(
                        "values[\(index)]", .string(value),
                        "for 'Gt', 'Lt' operators, the value must be an integer"))
            }
            let problems = NameFormat.labelValue.problems(of: value)
            if !problems.isEmpty {
                errors.append(
                    .invalid(
                        "values[\(index)][\(requirement.key)]", .string(value),
                        problems.joined(separator: "; ")))
            }
        }
        guard errors.isEmpty else { throw Problem(FieldError.aggregate(errors)) }
        return requirement
    }
}

// MARK: - Tokens

extension LabelSelectorParser {
    private struct Token: Equatable {
        let text: String
        /// Whether this is a key, a value or a word operator, which only their place tells apart.
        let isWord: Bool

        var isEnd: Bool { !isWord && text.isEmpty }

        static let not = Token(text: "!", isWord: false)
        static let comma = Token(text: ",", isWord: false)
        static let open = Token(text: "(", isWord: false)
        static let close = Token(text: ")", isWord: false)
        static let end = Token(text: "", isWord: false)

        /// The tokens of `text` and the end; a NUL ends the selector.
        static func tokens(of text: String) -> [Token] {
            var tokens: [Token] = []
            var rest = text.utf8.prefix { $0 != 0 }
            while let first = rest.first {
                if isBlank(first) {
                    rest.removeFirst()
                } else if isSymbol(first) {
                    let isDouble =
                        rest.starts(with: "==".utf8) || rest.starts(with: "!=".utf8)
                    let symbol = rest.prefix(isDouble ? 2 : 1)
                    rest.removeFirst(symbol.count)
                    tokens.append(Token(text: String(Substring(symbol)), isWord: false))
                } else {
                    let word = rest.prefix { !isBlank($0) && !isSymbol($0) }
                    rest.removeFirst(word.count)
                    tokens.append(Token(text: String(Substring(word)), isWord: true))
                }
            }
            return tokens + [end]
        }

        private static func isBlank(_ byte: UInt8) -> Bool {
            [0x20, 0x09, 0x0A, 0x0D].contains(byte)
        }

        private static func isSymbol(_ byte: UInt8) -> Bool {
            "=!(),><".utf8.contains(byte)
        }
    }
}
