import Testing

@testable import KubeCluster

@Suite struct `A pattern` {
    @Test(arguments: [
        ("", ""), ("a", "a"), ("*", ""), ("*", "anything/at all"), ("a*", "a"), ("a*", "abc"),
        ("*c", "abc"), ("a*c", "ac"), ("a*c", "abcbc"), ("a**c", "abc"), ("*b*", "abc"),
        ("operator/*", "operator/v1.2 (linux)"), ("4*", "409"), ("*aab", "aaaab"), ("é*", "été"),
    ])
    func `matches`(pattern: String, text: String) {
        #expect(GlobPattern(text: pattern).matches(text))
    }

    @Test(arguments: [
        ("", "a"), ("a", ""), ("a", "b"), ("a", "A"), ("a*", "ba"), ("*c", "cb"), ("a*c", "acb"),
        ("a.c", "abc"), ("[ab]", "a"), ("*b*", "acd"), ("a*b*c", "acb"), ("?", "a"),
    ])
    func `does not match`(pattern: String, text: String) {
        #expect(!GlobPattern(text: pattern).matches(text))
    }
}
