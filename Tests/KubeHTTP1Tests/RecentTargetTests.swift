import Testing

@testable import KubeHTTP1

@Suite struct `The target of the last request` {
    private let target: RequestTarget

    init() throws {
        target = try #require(RequestTarget(origin: "/a"))
    }

    @Test func `is known again`() {
        var recent = RecentTarget()
        recent.note(target, of: Array("/a".utf8)[...])

        #expect(recent.target(of: Array("/a".utf8)[...]) == target)
        #expect(recent.target(of: Array("/b".utf8)[...]) == nil)
    }

    @Test func `is forgotten when it is long, since an idle connection holds it`() {
        var recent = RecentTarget()
        let long = Array("/\(String(repeating: "a", count: RecentTarget.wordBytesMax))".utf8)
        recent.note(target, of: long[...])

        #expect(recent.target(of: long[...]) == nil)
    }
}
