import KubeJSON
import KubeTime
import Testing

@Suite struct `Writing JSON` {
    @Test(
        arguments: [
            ("plain é \u{1F600} \u{7F}", "plain é \u{1F600} \u{7F}"),
            ("\"\\/\n\r\t\u{8}\u{C}", #"\"\\/\n\r\t\b\f"#),
            ("\u{0}\u{1}\u{1B}\u{1F}", #"\u0000\u0001\u001b\u001f"#),
            ("<a>&b", #"\u003ca\u003e\u0026b"#),
            ("x\u{2028}\u{2029}€\u{2027}\u{202A}", #"x\u2028\u2029"# + "€\u{2027}\u{202A}"),
            ("", ""),
        ])
    func `escapes what Go escapes`(text: String, escaped: String) {
        #expect(JSONWriter.text(.string(text)) == "\"\(escaped)\"")
    }

    @Test func `keeps the order of members and the spelling of numbers`() throws {
        let text = #"{"b":[],"a":{},"c":[1.0,-0,1E5,null,true,false,"x"]}"#

        #expect(JSONWriter.text(try JSONParser.parse(text)) == text)
    }

    @Test func `continues what was written`() {
        var writer = JSONWriter(Array("x=".utf8))
        writer.write(["a": 1] as JSONValue)
        writer.write(raw: ";")
        writer.writeMembers(of: JSONObject([("b", 2), ("c", 3)]))

        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"x={"a":1};"b":2,"c":3"#)
    }

    @Test func `and reading it again gives the same value`() throws {
        var random = Random(seed: 2)
        for _ in 0..<1000 {
            let value = random.jsonValue(depth: 5)
            let written = JSONWriter.encode(value)
            let indented = JSONIndenter.indent(written)

            #expect(try JSONParser.parse(written) == value)
            #expect(try JSONParser.parse(indented) == value)
            #expect(try JSONWriter.encode(JSONParser.parse(indented)) == written)
        }
    }

    @Test(
        arguments: [
            ("{}", "{}"), ("[]", "[]"), ("1", "1"), (#""{[,:]}\"\\""#, #""{[,:]}\"\\""#),
            ("[1,[],{}]", "[\n  1,\n  [],\n  {}\n]"),
            (
                #"{"a":{"b":[1]},"c":"\\"}"#,
                "{\n  \"a\": {\n    \"b\": [\n      1\n    ]\n  },\n  \"c\": \"\\\\\"\n}"
            ),
        ])
    func `can spread it over lines`(compact: String, indented: String) {
        let bytes = JSONIndenter.indent(Array(compact.utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == indented)
    }
}

extension Random {
    fileprivate mutating func jsonValue(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(.random(using: &self))
        case 2: return .integer(.random(in: .min ... .max, using: &self))
        case 3, 4: return .string(text())
        case 5: return .array((0..<next() % 5).map { _ in jsonValue(depth: depth - 1) })
        default:
            let members = (0..<next() % 24).map { _ in (text(), jsonValue(depth: depth - 2)) }
            return .object(JSONObject(members))
        }
    }

    private mutating func text() -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "b", "\"", "\\", "/", "<", "\n", "\u{0}", "\u{E9}", "e", "\u{301}", "\u{2028}",
            "\u{1F600}", "\u{FFFD}",
        ]
        var text = ""
        for _ in 0..<next() % 6 {
            text.unicodeScalars.append(scalars.randomElement(using: &self) ?? "a")
        }
        return text
    }
}
