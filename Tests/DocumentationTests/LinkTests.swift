import Foundation
import KubeTestSupport
import Testing

@Suite struct `The README` {
    @Test func `has at most 120 lines`() throws {
        let page = try #require(Documentation.page("README.md"))
        #expect(page.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121)
    }

    @Test func `links to files that exist`() throws {
        let page = try #require(Documentation.page("README.md"))
        let links = page.text.matches(of: /\]\(([^)#:]+)\)/).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links {
            let path = Checkout.folder.appending(path: link).path()
            #expect(FileManager.default.fileExists(atPath: path), "\(link)")
        }
    }
}

@Suite struct `Every article` {
    @Test(arguments: Documentation.pages.filter { $0.path.contains(".docc/") })
    func `is linked from the page of its module`(page: Documentation.Page) throws {
        let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
        let module = page.path.split(separator: "/")[1]
        let name = page.path.split(separator: "/").last?.dropLast(".md".count) ?? ""
        guard name != module else { return }
        let catalog = try #require(Documentation.page("\(folder)/\(module).md"))
        #expect(catalog.text.contains("- <doc:\(name)>"))
    }
}
