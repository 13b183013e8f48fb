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
        #expect(GoQuote.quote(Array(text.utf8)) == quoted)
    }

    @Test(
        arguments: [
            ([0xE9, 0xE9], #""\xe9\xe9""#), ([0x61, 0xFF, 0x0A], #""a\xff\n""#),
            ([0xE2, 0x82], #""\xe2\x82""#), ([0xEF, 0xBF, 0xBD], "\"\u{FFFD}\""),
            ([0xED, 0xA0, 0x80], #""\xed\xa0\x80""#), ([], #""""#),
        ] as [([UInt8], String)])
    func `show bytes that are no text`(bytes: [UInt8], quoted: String) {
        #expect(GoQuote.quote(bytes) == quoted)
    }
}
