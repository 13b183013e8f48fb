import KubeJSON
import KubeYAML
import Testing

@Suite struct `JSON that is spread over lines of YAML` {
    private func spread(_ json: String, keepingCompact name: String = "") -> String {
        String(
            decoding: YAMLSpreader.spread(
                membersOf: Array(json.utf8), from: 1, keepingCompact: name), as: UTF8.self)
    }

    @Test func `is what a person would write`() {
        #expect(
            spread(
                #"""
                {"kind":"Lease","metadata":{"name":"a","labels":{"app.kubernetes.io/name":"x y"},"finalizers":["a/b","1"]},"spec":{"number":-5,"b":true,"none":null,"o":{},"l":[]},"list":[{"a":1,"b":[2,3]},{},[1,[2]]]}
                """#)
                    == #"""
                    kind: Lease
                    metadata:
                      name: a
                      labels:
                        app.kubernetes.io/name: "x y"
                      finalizers:
                      - a/b
                      - "1"
                    spec:
                      number: -5
                      b: true
                      none: null
                      o: {}
                      l: []
                    list:
                    - a: 1
                      b:
                      - 2
                      - 3
                    - {}
                    - [1,[2]]

                    """#)
    }

    @Test func `keeps in one line what nobody reads`() {
        #expect(
            spread(
                #"{"a":{"fieldsV1":{"f:spec":{"k:{\"uid\":\"é\"}":{}}},"b":1}}"#,
                keepingCompact: "fieldsV1")
                    == #"""
                    a:
                      fieldsV1: {"f:spec":{"k:{\"uid\":\"é\"}":{}}}
                      b: 1

                    """#)
    }

    @Test(arguments: [
        "", " ", "y", "No", "TRUE", "null", "~", "1", "1.5", "0x1", "2026-01-01", "1:30", "a: b",
        "a #b", "- a", "{", "[a]", "&a", "*a", "!a", "|", ">", "'", "\"", "%a", "@a", "`a", "a\nb",
        "a\tb", "\u{7F}", "\u{85}", "\u{9F}", "\u{2028}", "\u{FEFF}", "\u{FFFE}", "é", "\u{1F600}",
        "<<", "a,b", "a:", "yes/no", "\\", "a\u{0}b", "on", ".inf", "...", "---",
    ])
    func `is read as the same again, whatever stands in it`(text: String) throws {
        let value = JSONValue.object(
            JSONObject([
                ("key", .string(text)), ("list", .array([.string(text)])),
                ("map", .object(JSONObject([("k" + text, .string(text))]))),
                ("compact", .object(JSONObject([(text, .array([.string(text), true, 1]))]))),
            ]))
        let yaml = YAMLSpreader.spread(
            membersOf: JSONWriter.encode(value), from: 1, keepingCompact: "compact")
        let read = try YAMLDocument(parsing: yaml).value
        #expect(JSONWriter.text(read.sorted) == JSONWriter.text(value.sorted))
    }
}

extension JSONValue {
    /// The same with the members of all objects in order.
    fileprivate var sorted: JSONValue {
        switch self {
        case .object(let object):
            .object(
                JSONObject(
                    object.map { ($0.key, $0.value.sorted) }.sorted {
                        JSONString($0.0) < JSONString($1.0)
                    }))
        case .array(let elements): .array(elements.map(\.sorted))
        case .null, .bool, .number, .string: self
        }
    }
}
