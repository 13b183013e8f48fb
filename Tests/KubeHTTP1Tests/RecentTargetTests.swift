import Testing

@testable import KubeHTTP1

@Suite struct `What the last request was addressed to` {
    private let destination: RequestDestination

    init() throws {
        destination = RequestDestination(try #require(RequestTarget(origin: "/as/a/b")))
    }

    @Test func `is known again`() {
        var recent = RecentTarget()
        recent.note(destination, of: Array("/as/a/b".utf8)[...])

        #expect(recent.destination(of: Array("/as/a/b".utf8)[...]) == destination)
        #expect(recent.destination(of: Array("/as/b/b".utf8)[...]) == nil)
    }

    @Test func `is forgotten when it is long, since an idle connection holds it`() {
        var recent = RecentTarget()
        let long = Array("/\(String(repeating: "a", count: RecentTarget.wordBytesMax))".utf8)
        recent.note(destination, of: long[...])

        #expect(recent.destination(of: long[...]) == nil)
    }
}
