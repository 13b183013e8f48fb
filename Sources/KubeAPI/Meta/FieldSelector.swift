import KubeJSON

/// Picks objects by a few of their fields (`AM/fields/selector.go`).
package struct FieldSelector: Hashable, Sendable {
    /// All of them must hold; without any, every object is picked.
    package let requirements: [Requirement]

    /// What the requirements ask of each field.
    private let rules: [Rule]

    /// What must hold for one field.
    package struct Requirement: Hashable, Sendable {
        package fileprivate(set) var field: String
        package let relation: Relation
        package let value: String
    }

    /// How a field relates to the value of a requirement.
    package enum Relation: Sendable {
        case equals, differs
    }

    /// The selector that picks every object.
    package init() { self.init([]) }

    /// The selector that picks the objects whose `field` has `value`.
    package init(_ field: String, equals value: String) {
        self.init([Requirement(field: field, relation: .equals, value: value)])
    }

    /// The selector that `text` spells; its terms come in byte order.
    package init(parsing text: String) throws(StatusError) {
        var requirements: [Requirement] = []
        for term in Self.terms(of: text) where !term.isEmpty {
            guard let requirement = try Self.requirement(term) else {
                throw .badRequest("invalid selector: '\(text)'; can't understand '\(term)'")
            }
            // What asks nothing of no field holds for all objects (SEL-002).
            if requirement.field.isEmpty, requirement.value.isEmpty { continue }
            requirements.append(requirement)
        }
        self.init(requirements)
    }

    private init(_ requirements: [Requirement]) {
        self.requirements = requirements
        rules = Rule.rules(requirements)
    }

    /// Whether an object is picked whose field with a given path is what `field` answers.
    package func matches(_ field: (String) -> String) -> Bool {
        rules.allSatisfy { $0.matches(field($0.field)) }
    }

    /// The selector that asks of the field called `name(field)` what this one asks of `field`.
    package func renamed(
        _ name: (String) throws(StatusError) -> String
    ) throws(StatusError) -> FieldSelector {
        var renamed = requirements
        for index in renamed.indices { renamed[index].field = try name(renamed[index].field) }
        return FieldSelector(renamed)
    }

    /// The only value of `field` that objects can have to be picked, when the selector says so.
    package func requiredValue(of field: String) -> String? {
        requirements.first { $0.relation == .equals && $0.field == field }?.value
    }
}

// MARK: - Rules

extension FieldSelector {
    /// What all requirements for one field ask for together.
    private struct Rule: Hashable {
        let field: String
        private var required: Set<JSONString> = []
        private var forbidden: Set<JSONString> = []

        static func rules(_ requirements: [Requirement]) -> [Rule] {
            var rules: [String: Rule] = [:]
            for requirement in requirements {
                rules[requirement.field, default: Rule(field: requirement.field)].add(requirement)
            }
            return rules.values.sorted { $0.field.precedesBytewise($1.field) }
        }

        private init(field: String) {
            self.field = field
        }

        private mutating func add(_ requirement: Requirement) {
            switch requirement.relation {
            case .equals: required.insert(JSONString(requirement.value))
            case .differs: forbidden.insert(JSONString(requirement.value))
            }
        }

        func matches(_ value: String) -> Bool {
            let value = JSONString(value)
            return !forbidden.contains(value) && required.count <= 1
                && (required.first.map { $0 == value } ?? true)
        }
    }
}

// MARK: - Fields that cannot be selected

extension FieldSelector {
    /// The error for a field that is none of `known`, as resources other than the core ones say it.
    package static func unknownField(_ field: String, known: [String]) -> StatusError {
        let list = known.map(GoQuote.quote).joined(separator: ", ")
        return .badRequest("\(GoQuote.quote(field)) is not a known field selector: only \(list)")
    }

    /// The error for a field that cannot be selected, as core resources say it.
    package static func unsupportedLabel(_ field: String) -> StatusError {
        .badRequest("field label not supported: \(field)")
    }
}

// MARK: - Parsing

extension FieldSelector {
    /// The parts between commas that no backslash protects, in byte order.
    private static func terms(of text: String) -> [String] {
        var isEscaped = false
        let parts = text.utf8.split(omittingEmptySubsequences: false) { byte in
            let separates = byte == UInt8(ascii: ",") && !isEscaped
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            return separates
        }
        return parts.map { JSONString(String(Substring($0))) }.sorted().map(\.text)
    }

    /// What the left-most operator of `term` says; nil when it has none.
    private static func requirement(_ term: String) throws(StatusError) -> Requirement? {
        let bytes = term.utf8
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let before = bytes[..<equals]
        let after = bytes[bytes.index(after: equals)...]
        if before.last == UInt8(ascii: "!") {
            return Requirement(
                field: String(Substring(before.dropLast())), relation: .differs,
                value: try unescaped(Substring(after)))
        }
        let isDouble = after.first == UInt8(ascii: "=")
        return Requirement(
            field: String(Substring(before)), relation: .equals,
            value: try unescaped(Substring(isDouble ? after.dropFirst() : after)))
    }

    private static let special: Set<Unicode.Scalar> = ["\\", ",", "="]

    /// The value that `text` spells, where a backslash stands before each backslash, comma and equals
    /// sign.
    private static func unescaped(_ text: Substring) throws(StatusError) -> String {
        var value = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch (isEscaped, Self.special.contains(scalar)) {
            case (true, false):
                throw .badRequest("invalid field selector: invalid escape sequence: \\\(scalar)")
            case (false, true) where scalar == "\\": isEscaped = true
            case (false, true):
                throw .badRequest(
                    "invalid field selector: unescaped character in value: \(scalar.value)")
            default:
                value.unicodeScalars.append(scalar)
                isEscaped = false
            }
        }
        guard !isEscaped else {
            throw .badRequest("invalid field selector: invalid escape sequence: \\")
        }
        return value
    }
}
