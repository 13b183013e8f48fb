import KubeJSON
import KubeTime
import KubeYAML
import Testing

@Suite struct `Writing YAML` {
    private func yaml(_ value: JSONValue) -> String {
        String(decoding: YAMLEncoder.encode(value), as: UTF8.self)
    }

    @Test func `gives the bytes that kube-apiserver gives`() {
        let fields: JSONValue = ["f:spec": ["f:holderIdentity": [:]]]
        let entry: JSONValue = [
            "manager": "replay", "operation": "Update", "apiVersion": "coordination.k8s.io/v1",
            "time": "2026-11-21T08:22:00Z", "fieldsType": "FieldsV1", "fieldsV1": fields,
        ]
        let lease: JSONValue = [
            "kind": "Lease", "apiVersion": "coordination.k8s.io/v1",
            "metadata": [
                "name": "a", "namespace": "ns", "uid": "0a1b", "resourceVersion": "237",
                "creationTimestamp": "2026-11-21T08:22:00Z", "managedFields": [entry],
            ],
            "spec": ["holderIdentity": "me", "leaseDurationSeconds": 15],
        ]

        #expect(
            yaml(lease) == """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata:
                  creationTimestamp: "2026-11-21T08:22:00Z"
                  managedFields:
                  - apiVersion: coordination.k8s.io/v1
                    fieldsType: FieldsV1
                    fieldsV1:
                      f:spec:
                        f:holderIdentity: {}
                    manager: replay
                    operation: Update
                    time: "2026-11-21T08:22:00Z"
                  name: a
                  namespace: ns
                  resourceVersion: "237"
                  uid: 0a1b
                spec:
                  holderIdentity: me
                  leaseDurationSeconds: 15

                """)
    }

    @Test(
        arguments: [
            (["a", "A_b.c/d", "me too", "0a1b", "1.2.3", "é", "f:spec", "v1", "-a"], false),
            (["", "y", "No", "~", "15", "1e3", "0x1f", ".5", "1_000", "2024-01-01", "1:30"], true),
            (["2001-12-14T21:59:43", "2024-13-01", "2024-02-30", "2024-0-1"], false),
            (["2024-01-01 10:00:00Z", "2024-01-01x1:0:0", "2024-01-01T1:60:0Z"], false),
            (["2026-01-02T03:04:05+00:00", "2001-2-3t4:5:6.7Z", "2001-2-3   4:5:6,75"], true),
            (["2024-01-01T00:00:00Z", "2024-01-01 10:00:00", "<<", ".inf", "-15", "+1"], true),
        ])
    func `quotes what would be read as something else`(texts: [String], areQuoted: Bool) {
        for text in texts {
            #expect(yaml(.string(text)) == (areQuoted ? "\"\(text)\"\n" : "\(text)\n"))
        }
    }

    @Test(
        arguments: [
            ([:], "{}\n"), ([], "[]\n"), (.null, "null\n"), (true, "true\n"), (-1, "-1\n"),
            (["a": [], "b": [:]], "a: []\nb: {}\n"), ([[1, 2], [:]], "- - 1\n  - 2\n- {}\n"),
            ("a\nb\n", "|\n  a\n  b\n"), ("# x", "'# x'\n"), ("a: b", "'a: b'\n"),
            ("{x", "'{x'\n"), (" x", "' x'\n"), ("a\tb\u{1}", "\"a\\tb\\x01\"\n"),
        ] as [(JSONValue, String)])
    func `has a form for every value`(value: JSONValue, text: String) {
        #expect(yaml(value) == text)
    }

    @Test func `puts letters last and orders numbers by value`() {
        let keys = ["a10", "a9", "b", "B", ".", "f:x", "1", "a", "a09", "x-1", "xa"]
        let object = JSONObject(keys.map { ($0, 0) })

        let written = yaml(.object(object)).split(separator: "\n").map {
            $0.filter { $0 != "\"" }.dropLast(3)
        }

        #expect(written == [".", "1", "B", "a", "a9", "a09", "a10", "b", "f:x", "x-1", "xa"])
    }

    @Test func `and reading it again gives the same value`() throws {
        var random = Random(seed: 4)
        for _ in 0..<1000 {
            let value = random.jsonValue(depth: 4)
            let written = YAMLEncoder.encode(value)
            #expect(try YAMLDocument(parsing: written).value == value, "\(yaml(value))")
        }
    }
}

extension Random {
    fileprivate mutating func jsonValue(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(.random(using: &self))
        case 2: return .integer(.random(in: -1000...1_000_000_000_000, using: &self))
        case 3, 4: return .string(text())
        case 5: return .array((0..<next() % 4).map { _ in jsonValue(depth: depth - 1) })
        default:
            let members = (0..<next() % 4).map { _ in (text(), jsonValue(depth: depth - 1)) }
            return .object(JSONObject(members))
        }
    }

    private mutating func text() -> String {
        let words = [
            "y", "no", "12", "0x1", "a", ":", ": ", "-", "- ", "#", " #", "\n", "\n\n", " ", "\t",
            "é", "\u{1F600}", "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "'", "\"", "\\", "[", "}",
            "<<", "2024-01-01", "1:2", ",", "%", "@", "|", "&a", "*a", "!", "?", "\r", "x y z ",
        ]
        return (0..<next() % 5).map { _ in words.randomElement(using: &self) ?? "" }.joined()
    }
}
