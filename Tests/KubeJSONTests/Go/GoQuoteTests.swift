import KubeJSON
import Testing

@Suite struct `Go's quotes` {
    @Test(
        arguments: [
            ("a b", #""a b""#), ("\"\\", #""\"\\""#),
            ("\n\t\r\u{7}\u{8}\u{B}\u{C}", #""\n\t\r\a\b\v\f""#),
            ("\u{0}\u{7F}\u{1B}", #""\x00\x7f\x1b""#), ("é€\u{1F600}", "\"é€\u{1F600}\""),
            ("\u{A0}\u{AD}\u{2028}\u{FEFF}", #""\u00a0\u00ad\u2028\ufeff""#),
            ("\u{E0001}", #""\U000e0001""#), ("<&>'", #""<&>'""#),
        ])
    func `escape what is not printable`(text: String, quoted: String) {
        #expect(GoQuote.quote(text) == quoted)
    }
}
