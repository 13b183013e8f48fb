import KubeTestSupport
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
            case "-X": method = words.popFirst()
            case "-d": body = try #require(words.popFirst())
            default:
                #expect(url.isEmpty && !word.hasPrefix("-"))
                url = word
            }
        }
        self.method = method ?? (body.isEmpty ? "GET" : "POST")
    }

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
