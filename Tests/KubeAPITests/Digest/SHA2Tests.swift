import KubeAPI
import Testing

@Suite struct `The digests` {
    // The last message of each table needs a block for its padding alone.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `of 256 bits are those of FIPS 180-4`(message: String, digest: String) {
        #expect(hex(SHA2.sha256(Array(message.utf8))) == digest)
    }

    @Test(arguments: [
        (
            "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
                + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
        ),
    ])
    func `of 512 bits are those of FIPS 180-4`(message: String, digest: String) {
        #expect(hex(SHA2.sha512(Array(message.utf8))) == digest)
        #expect(ETag.of(Array(message.utf8)) == digest.uppercased())
    }

    @Test func `take messages of every length`() {
        let digests = (0..<300).map { SHA2.sha512(Array(repeating: 0x61, count: $0)) }
        #expect(Set(digests).count == 300)
        #expect(
            hex(SHA2.sha256(Array(repeating: 0x61, count: 1000)))
                == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
