import KubeJSON
import KubeTime
import KubeYAML
import Testing

@Suite struct `A YAML document` {
    private func json(_ yaml: String) throws -> String {
        JSONWriter.text(try YAMLDocument(parsing: yaml).value)
    }

    @Test(
        arguments: [
            ("", "null"), ("# nothing\n", "null"), ("---\n", "null"),
            ("a: 1\n---\nb: 2\n", #"{"a":1}"#),
            ("b: 1\na: [x, {c: d}]\n", #"{"a":["x",{"c":"d"}],"b":1}"#),
            (#"{"b":1,"a":["x",{"c":null}]}"#, #"{"a":["x",{"c":null}],"b":1}"#),
            ("1: a\ntrue: b\n", #"{"1":"a","true":"b"}"#),
            ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", #"{"a":"x\ny\n","b":"x y"}"#),
            ("a: &x {b: 1}\nc: *x\n", #"{"a":{"b":1},"c":{"b":1}}"#),
            (
                "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n",
                #"{"a":{"b":1,"c":2},"d":{"b":1,"c":3}}"#
            ),
            ("a:\n  <<: [{b: 1}, {b: 2, c: 3}]\n", #"{"a":{"b":1,"c":3}}"#),
            ("a: é\u{1F600}\n", "{\"a\":\"é\u{1F600}\"}"),
        ])
    func `reads as JSON with sorted keys`(yaml: String, expected: String) throws {
        #expect(try json(yaml) == expected)
    }

    @Test(
        arguments: [
            ("true", ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]),
            (
                "false",
                ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]
            ),
            ("null", ["", "~", "null", "Null", "NULL", "!!null ''"]),
            ("15", ["15", "+15", "017", "0o17", "0xF", "0Xf", "0b1111", "1_5", "15.0", "1.5e1"]),
            ("-15", ["-15", "-017", "-0xf", "-0b1111", "-15.0"]),
            ("1000", ["1e3", "1E+3", "1_000", "!!float 1000"]),
            ("8", ["08", "8."]), ("0.5", [".5", "0.5", "5e-1", "+.5"]),
            ("18446744073709551615", ["18446744073709551615"]),
            ("18446744073709552000", ["18446744073709551616"]), ("1e+21", ["1e21"]),
            ("1.5e-7", ["0.00000015"]), ("0.000001", ["1e-6"]), ("123456.789", ["123456.789"]),
            (#""15""#, ["'15'", #""15""#, "!!str 15"]),
            (#""yES""#, ["yES"]), (#""2024-01-01""#, ["2024-01-01"]), (#""1:30""#, ["1:30"]),
            (#""2024-01-01T00:00:00Z""#, ["2024-01-01T00:00:00Z"]), (#""1.2.3""#, ["1.2.3"]),
            (#""0x""#, ["0x"]), (#""+-5""#, ["+-5"]), (#""1e""#, ["1e"]),
            (#""5x""#, ["5x", "!custom 5x"]),
        ])
    func `has the scalars of YAML 1 1`(expected: String, spellings: [String]) throws {
        for spelling in spellings {
            #expect(try json("a: \(spelling)\n") == "{\"a\":\(expected)}", "\(spelling)")
        }
    }

    @Test func `lets the last of equal keys win and reports it`() throws {
        let yaml = """
            kind: Lease
            spec:
              holderIdentity: a
              leaseDurationSeconds: 1
              holderIdentity: b
            1: x
            1:
              - y
            true: x
            on: y
            """

        let document = try YAMLDocument(parsing: yaml)

        #expect(document.value[path: "spec", "holderIdentity"] == "b")
        #expect(
            document.duplicates == [
                #"line 5: key "holderIdentity" already set in map"#,
                "line 8: key 1 already set in map", "line 10: key true already set in map",
            ])
    }

    @Test(
        arguments: [
            ("a: b: c\n", "yaml: mapping values are not allowed in this context"),
            ("a: 1\n\tb: 2\n", "yaml: line 2: found a tab character that violates indentation"),
            ("a: 1\nb\n", "yaml: line 3: could not find expected ':'"),
            ("a: [1, 2\nb: 3\n", "yaml: line 1: did not find expected ',' or ']'"),
            ("a: 'x\n", "yaml: line 2: found unexpected end of stream"),
            ("a: *x\n", "yaml: unknown anchor 'x' referenced"),
            ("a: &x [*x]\n", "yaml: anchor 'x' value contains itself"),
            ("<<: 1\n", "yaml: map merge requires map or sequence of maps as the value"),
            ("[a]: 1\n", #"yaml: invalid map key: ["a"]"#),
            ("a: !!int x\n", "yaml: cannot decode !!str `x` as a !!int"),
            ("a: .inf\n", "json: unsupported value: +Inf"),
            ("a: \u{1}\n", "yaml: control characters are not allowed"),
        ])
    func `says what it cannot read`(yaml: String, message: String) throws {
        let error = try #require(throws: YAMLError.self) { try YAMLDocument(parsing: yaml) }
        #expect(error.message == message)
    }

    @Test func `that is not UTF-8 is an error`() {
        #expect(throws: YAMLError.self) { try YAMLDocument(parsing: [0x61, 0x3A, 0x20, 0xFF]) }
    }

    @Test func `may repeat values within limits`() throws {
        let modest =
            "a: &a [\(Array(repeating: "x", count: 90).joined(separator: ","))]\n"
            + "b: [*a, *a, *a]\n"

        #expect(try YAMLDocument(parsing: modest).value["b"]?.array?.count == 3)
    }

    @Test(arguments: ["x", String(repeating: "x", count: 100_000)])
    func `may not repeat values without limit`(leaf: String) throws {
        var laughs = "a0: &a0 [\(leaf)]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
            laughs += "a\(level): &a\(level) [\(aliases)]\n"
        }

        let error = try #require(throws: YAMLError.self) { try YAMLDocument(parsing: laughs) }

        #expect(error.message == "yaml: document contains excessive aliasing")
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `may not nest without limit`(opening: String) throws {
        let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)

        #expect(throws: Never.self) { try YAMLDocument(parsing: deepest) }
        #expect(throws: YAMLError.self) {
            try YAMLDocument(parsing: String(repeating: opening, count: 100_000))
        }
    }

    @Test(arguments: ["\n", "\r", "\u{85}", "\u{2028}", "\n# %\n \n"])
    func `may not have directives without limit`(separator: String) throws {
        func directives(_ count: Int) -> String {
            let tags = (0..<count).map { "%TAG !\($0)! t:" }
            return tags.joined(separator: separator) + "\n---\na: b\n"
        }
        let long = Array(directives(101).utf16)

        #expect(try json(directives(100)) == #"{"a":"b"}"#)
        let error = try #require(throws: YAMLError.self) { try json(directives(101)) }
        #expect(error.message == "yaml: document contains excessive directives")
        #expect(throws: error) { try json("\u{FEFF}" + directives(101)) }
        #expect(throws: error) {
            try YAMLDocument(
                parsing: [0xFF, 0xFE] + long.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        }
    }

    @Test func `may have any number of lines that look like directives`() throws {
        let lines = String(repeating: "%\n", count: 200)

        #expect(try YAMLDocument(parsing: "a: \"\n\(lines)\"\n").value["a"] != nil)
    }

    @Test func `reports a hundred repeated keys at most`() throws {
        let document = try YAMLDocument(parsing: String(repeating: "a: 1\n", count: 1000))

        #expect(document.duplicates.count == 100)
    }

    @Test func `of any bytes does not trap`() {
        var random = Random(seed: 3)
        let alphabet = Array("ab:-?[]{},&*!|>'\"%@#\n\n  \t01.\u{E9}~<=_eE+xy".utf8) + [0, 0xFF]
        for _ in 0..<3000 {
            let count = Int.random(in: 0..<60, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            if let document = try? YAMLDocument(parsing: bytes) {
                #expect(document.value.depth <= count)
            }
        }
    }
}

@Suite struct `A stream of YAML documents` {
    private func all(_ yaml: String) throws -> [(line: Int, json: String)] {
        try YAMLDocument.all(in: Array(yaml.utf8)).map { ($0.line, JSONWriter.text($0.value)) }
    }

    @Test func `is read one after the other, with the line of each`() throws {
        let documents = try all("# first\na: 1\n---\n\nb: &x 2\n---\n---\n- c\n...\n")
        #expect(documents.map(\.json) == [#"{"a":1}"#, #"{"b":2}"#, "null", #"["c"]"#])
        #expect(documents.map(\.line) == [2, 5, 7, 8])
    }

    @Test func `may be empty`() throws {
        #expect(try all("").isEmpty)
        #expect(try all("# nothing\n").isEmpty)
    }

    @Test func `forgets anchors at the end of a document`() throws {
        #expect(throws: YAMLError.self) { try all("a: &x 1\n---\nb: *x\n") }
    }

    @Test func `tells in which line it breaks off`() throws {
        let error = #expect(throws: YAMLError.self) { try all("a: 1\n---\nb: [1\nc: 2\n") }
        #expect(error?.line == 4)
    }
}

@Suite struct `The line of a field` {
    private let text = """
        a: 1
        ---
        kind: Lease
        metadata: {name: a,
          labels: {x: y}}
        spec:
          other: [1,
            2]
          list:
          - a: 1
          - a: 2
            b: 3
          holderIdentity: me
        name: late
        ---
        spec: 1
        """

    @Test(arguments: [
        ("", 3), ("kind", 3), ("metadata.labels.x", 5), ("metadata.name", 4), ("spec", 6),
        ("spec.other[1]", 8), ("spec.list[1].b", 12), ("spec.list[0].b", 10),
        ("spec.holderIdentity", 13), ("spec.missing", 6), ("missing.name", 3), ("name", 14),
        ("spec.list[7]", 9),
    ])
    func `is found, or that of what should hold it`(path: String, line: Int) {
        #expect(
            YAMLLineFinder.line(of: path, inDocumentAt: 3, of: Array(text.utf8)) == line)
    }

    @Test func `is found in JSON too`() {
        let json = "{\n\t\"spec\": {\n\t\t\"a\": 1,\n\t\t\"b\": [1,\n2]}}"
        #expect(YAMLLineFinder.line(of: "spec.b[1]", inDocumentAt: 1, of: Array(json.utf8)) == 5)
    }
}
