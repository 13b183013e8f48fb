import Testing

/// A command for curl, as a shell reads it.
struct CurlCommand {
    var method: String
    var url = ""
    var body = ""

    /// What `line` says: options, words and words in single quotes.
    init(_ line: String) throws {
        var words = Self.words(of: line)[...]
        #expect(words.popFirst() == "curl")
        var method: String?
        while let word = words.popFirst() {
            switch word {
            case "-X", "-d":
                let value = words.popFirst()
                guard let value else { throw Malformed() }
                if word == "-X" { method = value } else { body = value }
            default:
                #expect(url.isEmpty && !word.hasPrefix("-"))
                url = word
            }
        }
        self.method = method ?? (body.isEmpty ? "GET" : "POST")
    }

    /// The line ends too soon.
    struct Malformed: Error {}

    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            switch character {
            case "'":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }
}
