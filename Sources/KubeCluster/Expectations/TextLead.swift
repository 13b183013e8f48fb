/// What a pattern tells of every text that it stands for: the text itself, or how it begins.
struct TextLead: Hashable, Sendable {
    /// The text, or its first bytes.
    let text: String

    /// Whether that is all of it.
    let isWhole: Bool

    /// How many bytes of a beginning are told at most, so that its length is one bit of a word.
    static let lengthMax = 63
}

extension GlobPattern {
    /// What all texts of the pattern have in common; nil when it begins with an asterisk.
    var lead: TextLead? {
        guard !isPlain else { return TextLead(text: text, isWhole: true) }
        var beginning = text.unicodeScalars.prefix { $0 != "*" }
        while beginning.utf8Count > TextLead.lengthMax { beginning.removeLast() }
        return beginning.isEmpty ? nil : TextLead(text: String(beginning), isWhole: false)
    }
}

extension Substring.UnicodeScalarView {
    fileprivate var utf8Count: Int { reduce(0) { $0 + UTF8.width($1) } }
}
