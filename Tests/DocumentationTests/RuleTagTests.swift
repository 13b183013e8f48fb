import Testing

/// Comments name rules by tags, so that they can be short; a reader must be able to look them up.
@Suite struct `Every rule that a comment names` {
    @Test func `is explained`() throws {
        let rules = try #require(Documentation.article("Rules"))
        let explained = Set(rules.text.matches(of: /\| ([A-Z]{3,4}-\d{3}) \|/).map { String($0.1) })

        let files =
            Documentation.texts(below: "Sources") + Documentation.texts(below: "Tests")
        for file in files where !file.path.hasSuffix("RuleTagTests.swift") {
            let comments = file.text.split(separator: "\n").filter { $0.contains("//") }
            let missing = comments.flatMap { Self.tags(in: String($0)) }.filter {
                !explained.contains($0)
            }
            #expect(missing.isEmpty, "\(file.path) names rules that Rules.md does not explain")
        }
    }

    @Test func `is in a page that lies in the project`() {
        for file in Documentation.texts(below: "Sources") + Documentation.texts(below: "Tests")
        where !file.path.hasSuffix("RuleTagTests.swift") {
            #expect(!file.text.contains("`spec/"), "\(file.path) names a file that is elsewhere")
        }
    }

    @Test func `is found in every spelling`() {
        #expect(Self.tags(in: "as ABC-001 and SHA-256 say") == ["ABC-001"])
        #expect(Self.tags(in: "(ABC-005, 006, 007)") == ["ABC-005", "ABC-006", "ABC-007"])
        #expect(Self.tags(in: "ABC-021 to ABC-023") == ["ABC-021", "ABC-022", "ABC-023"])
        #expect(Self.tags(in: "ABC-009 to 011") == ["ABC-009", "ABC-010", "ABC-011"])
    }

    /// The tags that `text` names; digests are none.
    private static func tags(in text: String) -> [String] {
        text.matches(of: /\b([A-Z]{3,4})-(\d{3})((?:, \d{3})*)(?: to (?:[A-Z]{3,4}-)?(\d{3}))?\b/)
            .filter { $0.1 != "SHA" }
            .flatMap { match in
                let others = match.3.split(separator: ", ").compactMap { Int($0) }
                let first = Int(match.2) ?? 0
                let last = match.4.flatMap { Int($0) } ?? first
                return (Array(first...max(first, last)) + others).map { number in
                    "\(match.1)-" + String(1000 + number).dropFirst()
                }
            }
    }
}
