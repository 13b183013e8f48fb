import Foundation
import Testing

/// The code that readers copy is compiled and run here, to the letter.
@Suite struct `Every Swift example in the documentation` {
    private static let examples = Documentation.texts(below: "Tests/DocumentationTests/Examples")
        .map(\.text)

    @Test(arguments: Documentation.pages)
    func `is part of a test`(page: Documentation.Page) {
        for block in page.blocks(in: "swift") {
            #expect(
                Self.examples.contains { $0.contains(lines: block) },
                "\(page.path) has an example that no file in Examples has:\n\(block)")
        }
    }

    @Test func `is found where it is indented further`() {
        #expect("{\n    a {\n\n        b\n    }\n}".contains(lines: "a {\n\n    b\n}"))
        #expect(!"{\n    a {\n        c\n    }\n}".contains(lines: "a {\n    b\n}"))
        #expect(!"a\n    b".contains(lines: "a\nb"))
    }
}

extension String {
    /// Whether the lines of `block` follow each other here, all indented by the same amount.
    fileprivate func contains(lines block: String) -> Bool {
        let wanted = block.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = wanted.first, lines.count >= wanted.count else { return false }
        return (0...(lines.count - wanted.count)).contains { start in
            let found = lines[start..<(start + wanted.count)]
            guard found.first?.hasSuffix(first) == true else { return false }
            let indentation = String(repeating: " ", count: (found.first?.count ?? 0) - first.count)
            return zip(found, wanted).allSatisfy { line, wanted in
                line == (wanted.isEmpty ? "" : indentation + wanted)
            }
        }
    }
}
