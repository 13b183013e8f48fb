import Testing

@testable import KubeHTTP1

@Suite struct `What the last request was addressed to` {
    private let address: RequestAddress

    init() throws {
        address = RequestAddress(try #require(RequestTarget(origin: "/as/a/b")))
    }

    @Test func `is known again`() {
        var recent = RecentTarget()
        recent.note(address, of: Array("/as/a/b".utf8)[...])

        #expect(recent.address(of: Array("/as/a/b".utf8)[...]) == address)
        #expect(recent.address(of: Array("/as/b/b".utf8)[...]) == nil)
    }

    @Test func `is forgotten when it is long, since an idle connection holds it`() {
        var recent = RecentTarget()
        let long = Array("/\(String(repeating: "a", count: RecentTarget.wordBytesMax))".utf8)
        recent.note(address, of: long[...])

        #expect(recent.address(of: long[...]) == nil)
    }
}
