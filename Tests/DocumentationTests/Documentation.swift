import Foundation
import KubeTestSupport
import Testing

/// The pages that people read, and the files that they speak about.
enum Documentation {
    /// A page of Markdown.
    struct Page: Sendable, CustomTestStringConvertible {
        /// The path from the folder of the package.
        let path: String
        let text: String

        var testDescription: String { path }

        /// The blocks of code in `language`, without indentation of their own.
        func blocks(in language: String) -> [String] {
            let parts = text.components(separatedBy: "```")
            return stride(from: 1, to: parts.count, by: 2).compactMap { index in
                guard parts[index].hasPrefix(language + "\n") else { return nil }
                return parts[index].dropFirst(language.count + 1).description
                    .trimmingCharacters(in: .newlines)
            }
        }
    }

    /// The README and every article.
    static let pages: [Page] =
        texts(below: "Sources", extension: "md") + [page("README.md")].compactMap(\.self)

    /// The page at `path`; nil when there is none.
    static func page(_ path: String) -> Page? {
        (try? String(contentsOf: Checkout.folder.appending(path: path), encoding: .utf8))
            .map { Page(path: path, text: $0) }
    }

    /// The page about `topic` beside the others about the server.
    static func article(_ topic: String) -> Page? {
        page("Sources/FakeAPIServerKit/Documentation.docc/\(topic).md")
    }

    /// All files below `folder` whose names end in `extension`, in order.
    static func texts(below folder: String, extension: String = "swift") -> [Page] {
        let paths = FileManager.default.enumerator(
            atPath: Checkout.folder.appending(path: folder).path())
        return (paths?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".\(`extension`)") }.sorted()
            .compactMap { page("\(folder)/\($0)") }
    }
}
