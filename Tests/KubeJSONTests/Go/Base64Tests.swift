import KubeJSON
import KubeTime
import Testing

@Suite struct `A text in base64` {
    private static let all = [
        Base64(.standard, isPadded: true), Base64(.standard, isPadded: false),
        Base64(.url, isPadded: true), Base64(.url, isPadded: false),
    ]

    @Test(
        arguments: [
            ([], ""), ([0xFB], "+w=="), ([0xFB, 0xFF], "+/8="), ([0, 1, 2], "AAEC"),
            ([0, 1, 2, 0xFF], "AAEC/w=="),
        ] as [([UInt8], String)])
    func `in the standard alphabet is padded`(bytes: [UInt8], text: String) throws {
        #expect(Base64.standard.encode(bytes) == text)
        #expect(try Base64.standard.decode(text) == bytes)
    }

    @Test(
        arguments: [
            ([], ""), ([0], "AA"), ([0, 0], "AAA"), ([0, 0, 0], "AAAA"), ([255, 254, 253], "__79"),
            (Array("any carnal pleas".utf8), "YW55IGNhcm5hbCBwbGVhcw"),
        ] as [([UInt8], String)])
    func `for URLs has neither padding nor slashes`(bytes: [UInt8], text: String) throws {
        #expect(Base64.rawURL.encode(bytes) == text)
        #expect(try Base64.rawURL.decode(text) == bytes)
    }

    @Test(arguments: UInt64(1)...20)
    func `survives encoding and decoding`(seed: UInt64) throws {
        var random = Random(seed: seed)
        let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
        }

        for base64 in Self.all {
            #expect(try base64.decode(base64.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: ["AA\nEC/w==", "AAEC/w=\r\n=\n", "\nAAEC/\nw==", "AAEC/x=="])
    func `may have line breaks and bits beyond its end`(text: String) throws {
        #expect(try Base64.standard.decode(text) == [0, 1, 2, 255])
    }

    // The positions that Go 1.24 gives (src/encoding/base64/base64_test.go, TestDecodeCorrupt).
    @Test(
        arguments: [
            ("!!!!", 0), ("====", 0), ("x===", 1), ("=AAA", 0), ("A=AA", 1), ("AA=A", 2),
            ("AA==A", 4), ("AAA=AAAA", 4), ("AAAAA", 4), ("AAAAAA", 4), ("A=", 1), ("A==", 1),
            ("AA=", 3), ("AAAAAA=", 7), ("YWJjZA=====", 8), ("A!\n", 1), ("A=\n", 1),
        ])
    func `that is padded says like Go where it ends to be base64`(text: String, position: Int) {
        let error = #expect(throws: Base64.DecodingError.self) { try Base64.standard.decode(text) }

        #expect(error?.position == position)
        #expect(error?.description == "illegal base64 data at input byte \(position)")
    }

    @Test(arguments: [("A", 0), ("AAAAA", 4), ("AA=", 2), ("AA==", 2), ("a+b", 1), ("aa/", 2)])
    func `that is not padded takes neither padding nor the other alphabet`(
        text: String, position: Int
    ) {
        let error = #expect(throws: Base64.DecodingError.self) { try Base64.rawURL.decode(text) }

        #expect(error?.position == position)
    }
}
