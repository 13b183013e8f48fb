import KubeJSON

/// A version by the rules of semver 2.0; build metadata is checked and then forgotten.
package struct SemanticVersion: Hashable, Sendable {
    package let major: UInt64
    package let minor: UInt64
    package let patch: UInt64
    private let preRelease: [Identifier]

    /// 0.0.0, which stands for a version that cannot be read.
    package static let zero = SemanticVersion(major: 0, minor: 0, patch: 0)

    /// A release.
    package init(major: UInt64, minor: UInt64, patch: UInt64) {
        self.major = major
        self.minor = minor
        self.patch = patch
        preRelease = []
    }

    /// The version that `text` spells exactly; nil for short versions, leading zeros, a leading
    /// `v`, blanks, and numbers that 64 bits cannot hold.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: .dot, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3,
            let major = Self.number(parts[0]),
            let minor = Self.number(parts[1])
        else { return nil }
        let (rest, build) = Self.cut(parts[2], at: UInt8(ascii: "+"))
        let (patchText, preReleaseText) = Self.cut(rest, at: UInt8(ascii: "-"))
        guard let patch = Self.number(patchText),
            let preRelease = Self.identifiers(preReleaseText, { Identifier($0) }),
            Self.identifiers(build, { Identifier(build: $0) }) != nil
        else { return nil }
        self.major = major
        self.minor = minor
        self.patch = patch
        self.preRelease = preRelease
    }

    /// The version that `text` means: blanks around it, one leading `v`, leading zeros and missing
    /// last numbers are forgiven.
    package init?(tolerant text: String) {
        var scalars = text.unicodeScalars[...]
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        if scalars.first == "v" { scalars.removeFirst() }
        var parts = String(scalars).utf8.split(
            separator: .dot, maxSplits: 2, omittingEmptySubsequences: false
        ).map { Self.withoutLeadingZeros($0) }
        if parts.count < 3 {
            guard parts.last?.contains(where: { $0 == "+" || $0 == "-" }) == false else {
                return nil
            }
            parts.append(contentsOf: Array(repeating: "0", count: 3 - parts.count))
        }
        self.init(parts.joined(separator: "."))
    }
}

extension SemanticVersion: Comparable {
    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        if left.major != right.major { return left.major < right.major }
        if left.minor != right.minor { return left.minor < right.minor }
        if left.patch != right.patch { return left.patch < right.patch }
        // A pre-release comes before its release.
        guard !left.preRelease.isEmpty, !right.preRelease.isEmpty else {
            return !left.preRelease.isEmpty && right.preRelease.isEmpty
        }
        return left.preRelease.lexicographicallyPrecedes(right.preRelease)
    }
}

// MARK: - Reading

extension SemanticVersion {
    /// One dot-separated part of a pre-release; numbers come before words.
    private enum Identifier: Hashable, Comparable {
        case number(UInt64)
        case word(JSONString)

        init?(_ text: Substring.UTF8View) {
            if text.allSatisfy(\.isDigit) {
                guard let number = SemanticVersion.number(text) else { return nil }
                self = .number(number)
            } else {
                self.init(build: text)
            }
        }

        init?(build text: Substring.UTF8View) {
            guard !text.isEmpty, text.allSatisfy(\.isIdentifierCharacter) else { return nil }
            self = .word(JSONString(String(Substring(text))))
        }
    }

    /// The decimal number `text`, which has no leading zeros.
    private static func number(_ text: Substring.UTF8View) -> UInt64? {
        guard text.allSatisfy(\.isDigit), text.count == 1 || text.first != UInt8(ascii: "0") else {
            return nil
        }
        return UInt64(Substring(text))
    }

    /// The dot-separated identifiers of `text`, none when it is nil; nil when one is malformed.
    private static func identifiers(
        _ text: Substring.UTF8View?, _ read: (Substring.UTF8View) -> Identifier?
    ) -> [Identifier]? {
        guard let text else { return [] }
        let parts = text.split(separator: .dot, omittingEmptySubsequences: false)
        let identifiers = parts.compactMap(read)
        return identifiers.count == parts.count ? identifiers : nil
    }

    /// What stands before and after the first `mark`.
    private static func cut(
        _ text: Substring.UTF8View, at mark: UInt8
    ) -> (before: Substring.UTF8View, after: Substring.UTF8View?) {
        guard let position = text.firstIndex(of: mark) else { return (text, nil) }
        return (text[..<position], text[text.index(after: position)...])
    }

    private static func withoutLeadingZeros(_ part: Substring.UTF8View) -> String {
        let rest = part.drop { $0 == UInt8(ascii: "0") }
        let keepsZero = part.count != rest.count && rest.first?.isDigit != true
        return (keepsZero ? "0" : "") + String(Substring(rest))
    }
}

extension UInt8 {
    fileprivate static let dot = UInt8(ascii: ".")

    fileprivate var isDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }

    fileprivate var isIdentifierCharacter: Bool {
        isDigit || self == UInt8(ascii: "-")
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
    }
}
