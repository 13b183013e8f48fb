import KubeJSON
import KubeTime
import Testing

@Suite struct `A JSON document` {
    private func message(_ text: String) -> String? {
        message(Array(text.utf8))
    }

    private func message(_ bytes: [UInt8]) -> String? {
        do {
            _ = try JSONParser.parse(bytes)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(
        arguments: [
            ("", "unexpected end of JSON input"), ("  \n", "unexpected end of JSON input"),
            ("{", "unexpected end of JSON input"), (#"{"a""#, "unexpected end of JSON input"),
            (#"{"a":"#, "unexpected end of JSON input"),
            (#"{"a":1"#, "unexpected end of JSON input"),
            (#"{"a":1,"#, "unexpected end of JSON input"), ("[1,", "unexpected end of JSON input"),
            (#""a"#, "unexpected end of JSON input"),
            ("x", "invalid character 'x' looking for beginning of value"),
            ("'", #"invalid character '\'' looking for beginning of value"#),
            ("é", "invalid character 'Ã' looking for beginning of value"),
            ("\u{80}", "invalid character 'Â' looking for beginning of value"),
            ("\u{7F}", #"invalid character '\x7f' looking for beginning of value"#),
            ("[1,]", "invalid character ']' looking for beginning of value"),
            ("[,1]", "invalid character ',' looking for beginning of value"),
            ("[1 2]", "invalid character '2' after array element"),
            ("[1}", "invalid character '}' after array element"),
            ("{1:2}", "invalid character '1' looking for beginning of object key string"),
            (#"{"a":1,}"#, "invalid character '}' looking for beginning of object key string"),
            (#"{"a" 1}"#, "invalid character '1' after object key"),
            (#"{"a":1 "b""#, #"invalid character '"' after object key:value pair"#),
            (#"{"a":1]"#, "invalid character ']' after object key:value pair"),
            ("1 2", "invalid character '2' after top-level value"),
            ("01", "invalid character '1' after top-level value"),
            ("{}}", "invalid character '}' after top-level value"),
            ("nul!", "invalid character '!' in literal null (expecting 'l')"),
            ("tRue", "invalid character 'R' in literal true (expecting 'r')"),
            ("fals", "invalid character ' ' in literal false (expecting 'e')"),
            ("-", "invalid character ' ' in numeric literal"),
            ("-x", "invalid character 'x' in numeric literal"),
            ("1.", "invalid character ' ' after decimal point in numeric literal"),
            ("1.e", "invalid character 'e' after decimal point in numeric literal"),
            ("1e+", "invalid character ' ' in exponent of numeric literal"),
            ("[1ex]", "invalid character 'x' in exponent of numeric literal"),
            ("\"a\nb\"", #"invalid character '\n' in string literal"#),
            ("\"\\n\u{1}\"", #"invalid character '\x01' in string literal"#),
            (#""\x""#, "invalid character 'x' in string escape code"),
            (#""\"#, "invalid character ' ' in string escape code"),
            (#""\u12g4""#, #"invalid character 'g' in \u hexadecimal character escape"#),
            (#""\u12"#, #"invalid character ' ' in \u hexadecimal character escape"#),
            (#""\ud800\u12"#, #"invalid character ' ' in \u hexadecimal character escape"#),
        ])
    func `that is wrong fails in the words of Go`(text: String, message: String) {
        #expect(self.message(text) == message)
    }

    @Test(
        arguments: [
            (#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC""#, "\"\\/\u{8}\u{C}\n\r\tAé€"),
            (#""\ud83d\uDE00""#, "\u{1F600}"), (#""\ud83d""#, "\u{FFFD}"),
            (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
            (#""é\u0000é""#, "é\u{0}é"), ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
        ])
    func `reads strings`(text: String, expected: String) throws {
        #expect(try JSONParser.parse(text) == .string(expected))
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xE2, 0x82], "\u{FFFD}\u{FFFD}"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x98, 0x80, 0x80], "\u{1F600}\u{FFFD}"),
            ([0x5C, 0x6E, 0xE2, 0x82], "\n\u{FFFD}\u{FFFD}"),
        ] as [([UInt8], String)])
    func `reads each broken byte as one replacement`(bytes: [UInt8], expected: String) throws {
        #expect(try JSONParser.parse([0x22] + bytes + [0x22]) == .string(expected))
    }

    @Test(arguments: ["0", "-0", "10", "-1.50", "1e5", "1E+5", "0.1e-7", "123456789012345678901"])
    func `keeps the spelling of numbers`(text: String) throws {
        #expect(try JSONParser.parse(" \(text)\t") == .number(JSONNumber(literal: text)))
    }

    @Test func `tells integers from other numbers`() throws {
        let document = try JSONParser.parse(
            "[-1, 9223372036854775807, 9223372036854775808, 1.0, 1e2]")
        #expect(document.array?.map(\.integer) == [-1, .max, nil, nil, nil])
    }

    @Test func `remembers repeated keys, of which the last one wins`() throws {
        let object = try #require(
            try JSONParser.parse(#"{"a":1,"b":2,"a":3,"c":4,"a":5,"c":6}"#).object)

        #expect(JSONWriter.text(.object(object)) == #"{"a":5,"b":2,"c":6}"#)
        #expect(object.duplicates.map(\.key) == ["a", "a", "c"])
        #expect(object.duplicates.map(\.position) == [2, 3, 3])
        #expect(
            object.occurrences.map { "\($0.isRepeated ? "+" : "")\($0.member.key)" }
                == ["a", "b", "+a", "c", "+a", "+c"])
        #expect(object.occurrences.map(\.member.value) == [1, 2, 3, 4, 5, 6])
    }

    @Test func `tells keys apart by their bytes`() throws {
        let object = try #require(try JSONParser.parse("{\"\u{E9}\":1,\"e\u{301}\":2}").object)

        #expect(object.duplicates.isEmpty)
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
    }

    @Test(arguments: ["[", #"{"a":"#, "[ {\"a\" : "])
    func `may nest 10000 levels, of which 512 are kept`(opening: String) throws {
        let levels = opening.utf8.filter { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
        let closing = levels.reversed().map { $0 == UInt8(ascii: "[") ? "]" : "}" }.joined()
        func document(_ depth: Int) -> String {
            let count = depth / levels.count
            return String(repeating: opening, count: count) + "1"
                + String(repeating: closing, count: count)
        }

        #expect(try JSONParser.parse(document(512)).depth == 512)
        #expect(try JSONParser.parse(document(10_000)).depth == 512)
        #expect(message("[" + document(10_000) + "]")?.hasSuffix("' exceeded max depth") == true)
        #expect(message(String(document(10_000).dropLast())) == "unexpected end of JSON input")
        #expect(message(String(repeating: opening, count: 1_000_000)) != nil)
    }

    @Test func `cut anywhere is an error`() throws {
        let text = #" {"a":[1.5e+3,-0,true,false,null,{}],"b":"\u00e9\n\ud83d\ude00é"}"#
        let bytes = Array(text.utf8)

        for count in bytes.indices { #expect(message(Array(bytes[..<count])) != nil) }
        #expect(message(bytes) == nil)
    }

    @Test func `of any bytes does not trap`() {
        var random = Random(seed: 1)
        let alphabet = Array(#"{}[]:,"\ntrufalse01.e+-"#.utf8) + [0x20, 0x00, 0xC3, 0xA9, 0xFF]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<24, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            guard let value = try? JSONParser.parse(bytes) else { continue }
            #expect((try? JSONParser.parse(JSONWriter.encode(value))) == value)
        }
    }
}
