import Testing

@testable import KubeJSON

@Suite struct `Escapes in JSON` {
    @Test(arguments: [1, 7, 8, 9, 23])
    func `are looked for at every place of a text`(count: Int) {
        for byte in UInt8.min...UInt8.max {
            let isNeeded = JSONEscapes.mayBeNeeded(for: byte)
            for place in 0..<count {
                for filler in [UInt8(ascii: "a"), 0x80, 0xFF] {
                    var text = [UInt8](repeating: filler, count: count)
                    text[place] = byte
                    let isFound = JSONEscapes.mayBeNeeded(in: text.span)
                    #expect(isFound == isNeeded)
                }
            }
        }
    }
}

@Suite struct `Eight bytes of a text` {
    private let text = Array("ab\"c\\\"de f".utf8)

    private func bytes(of text: [UInt8], at index: Int) -> EightBytes? {
        EightBytes(text.span, at: index)
    }

    @Test func `are there as long as there are so many`() {
        #expect(bytes(of: text, at: 2) != nil)
        #expect(bytes(of: text, at: 3) == nil)
        #expect(bytes(of: text, at: -1) == nil)
    }

    @Test func `tell where something comes that means something in a string`() throws {
        for (text, place) in [
            ("abcdefgh", 8), ("abcdefg\"", 7), ("ab\"cd\"ef", 2), ("\\bcd\"fgh", 0),
            ("ab\u{1F}d\"fgh", 2),
        ] {
            let eight = try #require(bytes(of: Array(text.utf8), at: 0))
            #expect(EightBytes.first(of: eight.stringMarks) == place)
        }
    }
}
