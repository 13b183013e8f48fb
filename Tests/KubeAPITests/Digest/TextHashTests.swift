import KubeAPI
import Testing

@Suite struct `The hash of a text` {
    /// From the page of those who have made the hash up.
    @Test(
        arguments: [
            ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ] as [(String, UInt64)])
    func `is that of FNV-1a`(text: String, value: UInt64) {
        #expect(TextHash(of: text).value == value)
    }
}
