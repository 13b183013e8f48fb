import Testing

@testable import fake_apiserver

@Suite struct `The table of flags` {
    @Test func `has every flag of the program, and no other`() throws {
        let page = try #require(Documentation.article("Flags"))
        let told = Set(
            page.text.split(separator: "\n").filter { $0.hasPrefix("| `-") }
                .compactMap { $0.firstMatch(of: /`--([a-z-]+)`/).map { String($0.1) } })
        #expect(told == Set(ServerFlag.all.map(\.name)))
    }
}
