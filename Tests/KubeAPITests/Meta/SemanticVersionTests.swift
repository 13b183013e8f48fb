import KubeAPI
import Testing

@Suite struct `Semantic versions` {
    @Test(arguments: [
        "0.0.0", "1.30.1", "10.20.30", "1.2.3-rc.1", "1.2.3-0.a-b.c", "1.2.3+build.01", "1.2.3--",
        "1.2.3-alpha+001", "18446744073709551615.0.0",
    ])
    func `are read when they are spelled strictly`(text: String) {
        #expect(SemanticVersion(text) != nil)
    }

    @Test(arguments: [
        "", "1", "1.30", "v1.30.0", "1.30.1.6", "01.2.3", "1.02.3", "1.2.03", "1.2.3-", "1.2.3+",
        "1.2.3-rc.01", "1.2.3-a..b", "1.2.3-ä", "1.2.3+a_b", " 1.2.3", "1.2.3 ", "-1.2.3", "+1.2.3",
        "1..3", "18446744073709551616.0.0", "1.2.3-18446744073709551616", "١.٢.٣", "1.2.3-rc+",
    ])
    func `are refused otherwise`(text: String) {
        #expect(SemanticVersion(text) == nil)
    }

    @Test(arguments: [
        ("v3.1", "3.1.0"), ("03.01.0", "3.1.0"), ("  3.1.0\n", "3.1.0"), ("3", "3.0.0"),
        ("000.00.0", "0.0.0"), ("v1.2.3-rc.1", "1.2.3-rc.1"), ("1.2.003-rc", "1.2.3-rc"),
        ("1.2.00-rc", "1.2.0-rc"),
    ])
    func `are read tolerantly`(text: String, meaning: String) {
        #expect(SemanticVersion(tolerant: text) == SemanticVersion(meaning))
        #expect(SemanticVersion(tolerant: text) != nil)
    }

    @Test(arguments: ["", "v", " ", "3.1-rc", "3+b", "junk", "vv1.2.3", "1.2.x", "1.2.3.4"])
    func `are refused even tolerantly`(text: String) {
        #expect(SemanticVersion(tolerant: text) == nil)
    }

    @Test func `have the order of semver`() throws {
        let texts = [
            "0.0.0-alpha", "0.0.0", "1.9.0", "1.10.0-1", "1.10.0-2", "1.10.0-10", "1.10.0-A",
            "1.10.0-a", "1.10.0-a.1", "1.10.0-a.b", "1.10.0-rc.1", "1.10.0", "1.10.1", "2.0.0",
        ]
        let versions = try texts.map { try #require(SemanticVersion($0)) }

        for (index, version) in versions.enumerated() {
            for (otherIndex, other) in versions.enumerated() {
                #expect((version < other) == (index < otherIndex), "\(texts[index])")
                #expect((version == other) == (index == otherIndex), "\(texts[index])")
            }
        }
    }

    @Test func `are equal whatever their build is`() {
        #expect(SemanticVersion("0.0.0+anything") == .zero)
        #expect(SemanticVersion("1.2.3-rc+a") == SemanticVersion("1.2.3-rc+b"))
    }
}
