import Testing

@testable import KubeCluster

@Suite struct `Names that may have been meant` {
    private let known = ["web", "web-1", "worker", "Api"]

    @Test(arguments: [
        ("wbe", ["web"]), ("web1", ["web", "web-1"]), ("woker", ["worker"]), ("api", ["Api"]),
        ("typo", []), ("", []), ("x", []), (String(repeating: "web", count: 1_000), []),
    ])
    func `are spelled nearly like the one that was said`(name: String, near: [String]) {
        #expect(NearNames.of(name, among: known).sorted() == near)
    }

    @Test func `are three at most, and told in a question`() {
        let names = ["a1", "a2", "a3", "a4"]
        #expect(
            NearNames.question("a5", among: names + names) == "; did you mean a1, or a2, or a3?")
        #expect(NearNames.question("other", among: names).isEmpty)
    }
}
