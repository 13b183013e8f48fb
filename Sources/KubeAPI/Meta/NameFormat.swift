/// A rule for names, keys or values (`AM/util/validation/validation.go`, and
/// `AM/api/validate/content` for label keys and values).
///
/// The words are those of release 1.36. Older releases say "a qualified name" where this one says
/// "a valid label key", and "characters" for every "bytes".
package enum NameFormat: Hashable, Sendable {
    /// A lowercase RFC 1123 label, such as a namespace.
    case dnsLabel
    /// A lowercase RFC 1123 subdomain: labels joined by dots, such as the name of a Lease.
    case dnsSubdomain
    /// A name with an optional subdomain before a slash: label keys, finalizers.
    case qualifiedName
    /// The value of a label.
    case labelValue
    /// The key of a ConfigMap, which is also the rule for the name of a LeaseCandidate.
    case configMapKey
    /// What a URL path can carry as one segment.
    case pathSegment

    /// What is wrong with `text`; empty when nothing is.
    package func problems(of text: String) -> [String] {
        switch self {
        case .dnsLabel: Self.problems(ofLabel: text)
        case .dnsSubdomain: Self.problems(ofSubdomain: text, unit: "characters")
        case .qualifiedName: Self.problems(ofQualifiedName: text)
        case .labelValue: Self.problems(ofLabelValue: text)
        case .configMapKey: Self.problems(ofConfigMapKey: text)
        case .pathSegment: Self.problems(ofPathSegment: text)
        }
    }
}

// MARK: - DNS names

extension NameFormat {
    private static func problems(ofLabel text: String) -> [String] {
        var problems: [String] = []
        if text.utf8.count > 63 { problems.append("must be no more than 63 characters") }
        guard !isDNSLabel(text.utf8) else { return problems }
        guard !isDNSSubdomain(text) else { return problems + ["must not contain dots"] }
        problems.append(
            violation(
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters "
                    + "or '-', and must start and end with an alphanumeric character",
                examples: ["my-name", "123-abc"], pattern: "[a-z0-9]([-a-z0-9]*[a-z0-9])?"))
        return problems
    }

    private static func problems(ofSubdomain text: String, unit: String) -> [String] {
        var problems: [String] = []
        if text.utf8.count > 253 { problems.append("must be no more than 253 \(unit)") }
        guard !isDNSSubdomain(text) else { return problems }
        problems.append(
            violation(
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                    + "characters, '-' or '.', and must start and end with an alphanumeric character",
                examples: ["example.com"],
                pattern: #"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"#))
        return problems
    }

    private static func isDNSSubdomain(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy(isDNSLabel)
    }

    private static func isDNSLabel(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        isEnclosed(text, byEdges: isLowerAlphanumeric) {
            isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-")
        }
    }
}

// MARK: - Labels

extension NameFormat {
    private static let qualifiedNameRule =
        "must consist of alphanumeric characters, '-', '_' or '.', "
        + "and must start and end with an alphanumeric character"

    private static func problems(ofQualifiedName text: String) -> [String] {
        var rule: String {
            violation(
                qualifiedNameRule, examples: ["MyName", "my.name", "123-abc"],
                pattern: "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")
        }
        let parts = text.utf8.split(
            separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.last else {
            return [
                "a valid label key \(rule) with an optional DNS subdomain prefix and '/' "
                    + "(e.g. 'example.com/MyName')"
            ]
        }
        var problems: [String] = []
        if parts.count == 2 {
            let prefix = String(Substring(parts[0]))
            let prefixProblems =
                prefix.isEmpty
                ? ["must be non-empty"] : Self.problems(ofSubdomain: prefix, unit: "bytes")
            problems += prefixProblems.map { "prefix part \($0)" }
        }
        if name.isEmpty { problems.append("name part must be non-empty") }
        if name.count > 63 { problems.append("name part must be no more than 63 bytes") }
        if !isLabelText(name) { problems.append("name part \(rule)") }
        return problems
    }

    private static func problems(ofLabelValue text: String) -> [String] {
        var problems: [String] = []
        if text.utf8.count > 63 { problems.append("must be no more than 63 bytes") }
        guard !text.isEmpty, !isLabelText(text.utf8) else { return problems }
        problems.append(
            violation(
                "a valid label must be an empty string or consist of alphanumeric characters, "
                    + "'-', '_' or '.', and must start and end with an alphanumeric character",
                examples: ["MyValue", "my_value", "12345"],
                pattern: "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?"))
        return problems
    }

    private static func isLabelText(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        isEnclosed(text, byEdges: isAlphanumeric) { isAlphanumeric($0) || isSeparator($0) }
    }
}

// MARK: - Other names

extension NameFormat {
    private static func problems(ofConfigMapKey text: String) -> [String] {
        var problems: [String] = []
        if text.utf8.count > 253 { problems.append("must be no more than 253 characters") }
        if text.isEmpty || !text.utf8.allSatisfy({ isAlphanumeric($0) || isSeparator($0) }) {
            problems.append(
                violation(
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
                    examples: ["key.name", "KEY_NAME", "key-name"], pattern: "[-._a-zA-Z0-9]+"))
        }
        if text == "." {
            problems.append("must not be '.'")
        } else if text == ".." {
            problems.append("must not be '..'")
        } else if text.utf8.starts(with: "..".utf8) {
            problems.append("must not start with '..'")
        }
        return problems
    }

    private static func problems(ofPathSegment text: String) -> [String] {
        if text == "." || text == ".." { return ["may not be '\(text)'"] }
        return ["/", "%"].filter { text.unicodeScalars.contains($0) }.map {
            "may not contain '\($0)'"
        }
    }
}

// MARK: - Characters

extension NameFormat {
    private static func violation(_ rule: String, examples: [String], pattern: String) -> String {
        let list = examples.map { "'\($0)', " }.joined(separator: " or ")
        return "\(rule) (e.g. \(list)regex used for validation is '\(pattern)')"
    }

    private static func isEnclosed(
        _ text: some BidirectionalCollection<UInt8>, byEdges isEdge: (UInt8) -> Bool,
        around isInner: (UInt8) -> Bool
    ) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        return isEdge(first) && isEdge(last) && text.allSatisfy(isInner)
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
}
