import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

/// What the patch `patch` makes of `document`, sorted and without what is empty.
private func patched(_ document: String, by patch: String) throws -> JSONObject {
    let patch = StrategicMergePatch(try object(patch), schema: .lease)
    return try patch.apply(to: try object(document)).object
}

/// A list of finalizers, or of owner references with these uids, as JSON.
private func finalizers(_ names: String) -> String {
    names.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
}

private func owners(_ uids: String) -> String {
    uids.split(separator: " ").map { #"{"uid":"\#($0)"}"# }.joined(separator: ",")
}

@Suite struct `A strategic merge patch` {
    @Test(arguments: [
        (#"{"spec":{"a":1,"b":2}}"#, #"{"spec":{"b":3,"c":4}}"#, #"{"spec":{"a":1,"b":3,"c":4}}"#),
        (#"{"spec":{"a":1,"b":2}}"#, #"{"spec":{"a":null,"z":null}}"#, #"{"spec":{"b":2}}"#),
        (#"{"spec":{"a":1}}"#, #"{"spec":{"$patch":"replace","b":2}}"#, #"{"spec":{"b":2}}"#),
        (#"{"spec":{"a":1}}"#, #"{"spec":{"$patch":"delete","b":2}}"#, #"{"spec":{}}"#),
        (#"{"metadata":{"name":"a"},"spec":{"a":1}}"#, #"{"$patch":"delete"}"#, "{}"),
        (
            #"{"spec":{"a":1,"b":2}}"#, #"{"spec":{"$retainKeys":["a","c"],"c":3,"b":null}}"#,
            #"{"spec":{"a":1,"c":3}}"#
        ),
        (
            #"{"metadata":{}}"#, #"{"metadata":{"labels":{"a":null,"b":"c"}}}"#,
            #"{"metadata":{"labels":{"b":"c"}}}"#
        ),
        (
            #"{"metadata":{}}"#,
            #"{"metadata":{"labels":{"$patch":"replace","$retainKeys":["b"],"b":"c"}}}"#,
            #"{"metadata":{"labels":{"b":"c"}}}"#
        ),
        (#"{"spec":{"a":1}}"#, #"{"spec":"x"}"#, #"{"spec":"x"}"#),
        (
            #"{"metadata":{"finalizers":["a"]}}"#, #"{"metadata":{"finalizers":null}}"#,
            #"{"metadata":{}}"#
        ),
        (
            #"{"metadata":{}}"#,
            #"{"metadata":{"ownerReferences":[{"$patch":"delete","uid":"a"},{"uid":"b","x":null}]}}"#,
            #"{"metadata":{"ownerReferences":[{"uid":"b"}]}}"#
        ),
        (
            #"{"metadata":{}}"#, #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"]}}"#,
            #"{"metadata":{}}"#
        ),
    ])
    func `merges maps`(document: String, patch: String, result: String) throws {
        #expect(try patched(document, by: patch) == object(result))
    }

    @Test(arguments: [
        ("one", "two", "two one"), ("one two", "two", "one two"), ("a b c", "c a", "b c a"),
        ("a b c", "c n b", "a c n b"), ("a", "a", "a"), ("a b", "n", "n a b"),
        ("a b", "b n n", "a b n"), ("", "a", "a"), ("a", "", "a"),
    ])
    func `puts the elements it names where they go`(
        stored: String, patch: String, result: String
    ) throws {
        let sets = try patched(
            #"{"metadata":{"finalizers":[\#(finalizers(stored))]}}"#,
            by: #"{"metadata":{"finalizers":[\#(finalizers(patch))]}}"#)
        let maps = try patched(
            #"{"metadata":{"ownerReferences":[\#(owners(stored))]}}"#,
            by: #"{"metadata":{"ownerReferences":[\#(owners(patch))]}}"#)

        #expect(
            JSONWriter.text(sets["metadata"]?["finalizers"] ?? .null) == "[\(finalizers(result))]")
        let uids = (maps["metadata"]?["ownerReferences"]?.array ?? []).compactMap {
            $0["uid"]?.string
        }
        #expect(Set(uids) == Set(result.split(separator: " ").map(String.init)))
        #expect(uids.prefix(1) == result.split(separator: " ").prefix(1).map(String.init)[...])
    }

    @Test(
        arguments: [
            ("a b", "c", "b c a", "b c a"), ("a b", nil, "b a", "b a"),
            ("a b x", "c", "c a b", "c a b x"),
            (nil, "a b", "a b", "a b"), ("a x b", "n", "b n a", "x b n a"),
        ] as [(String?, String?, String, String)])
    func `keeps the order that it gives`(
        stored: String?, patch: String?, order: String, result: String
    ) throws {
        let member = { (list: String?) in list.map { #""finalizers":[\#(finalizers($0))]"# } }
        let members = [
            member(patch), #""$setElementOrder/finalizers":[\#(finalizers(order))]"#,
        ].compactMap(\.self)

        let merged = try patched(
            #"{"metadata":{\#(member(stored) ?? "")}}"#,
            by: #"{"metadata":{\#(members.joined(separator: ","))}}"#)

        #expect(
            JSONWriter.text(merged["metadata"]?["finalizers"] ?? .null) == "[\(finalizers(result))]"
        )
    }

    @Test(arguments: [
        (
            #"[{"uid":"a","name":"n"}]"#,
            #"[{"uid":"b","name":"y"},{"uid":"a","kind":"k","name":"n"}]"#
        ),
        (#"[{"uid":"a","$patch":"delete"}]"#, #"[{"uid":"b","name":"y"}]"#),
        (
            #"[{"uid":"z","$patch":"delete"},{"uid":"b","name":"w"}]"#,
            #"[{"uid":"a","kind":"k","name":"x"},{"uid":"b","name":"w"}]"#
        ),
        (#"[{"uid":"n"},{"$patch":"replace"}]"#, #"[{"uid":"n"}]"#),
        (
            #"[{"uid":"b","$retainKeys":["uid"]}]"#,
            #"[{"uid":"a","kind":"k","name":"x"},{"uid":"b"}]"#
        ),
    ])
    func `merges owner references by uid`(patch: String, result: String) throws {
        let stored = #"[{"uid":"a","kind":"k","name":"x"},{"uid":"b","name":"y"}]"#

        let merged = try patched(
            #"{"metadata":{"ownerReferences":\#(stored)}}"#,
            by: #"{"metadata":{"ownerReferences":\#(patch)}}"#)

        let expected = try JSONParser.parse(result).array ?? []
        let actual = merged["metadata"]?["ownerReferences"]?.array ?? []
        #expect(Set(actual) == Set(expected))
        #expect(actual.count == expected.count)
    }

    @Test(
        .timeLimit(.minutes(1)), arguments: ["", "$deleteFromPrimitiveList/", "$setElementOrder/"])
    func `removes very many members at once`(directive: String) throws {
        func labels(_ prefix: String, _ value: String) -> String {
            let members = (0..<20_000).map { "\"\(prefix)a\($0)\":\(value)" }
            return #"{"metadata":{"labels":{\#(members.joined(separator: ","))}}}"#
        }
        let removes = directive != "$setElementOrder/"
        let value = removes ? "null" : "[]"

        let result = try patched(
            labels("", removes ? "\"\"" : "[1]"), by: labels(directive, value))

        #expect(result["metadata"]?["labels"]?.object?.count == (removes ? 0 : 20_000))
    }

    @Test func `may remove and set a list in one go`() throws {
        let patch = #"{"metadata":{"labels":{"$deleteFromPrimitiveList/a":null,"a":["c"]}}}"#

        #expect(
            try patched(#"{"metadata":{"labels":{"a":["b"]}}}"#, by: patch)
                == object(#"{"metadata":{"labels":{"a":["c"]}}}"#))
    }

    @Test func `deletes from sets`() throws {
        let merged = try patched(
            #"{"metadata":{"finalizers":["a","b","c"]}}"#,
            by: #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["c","a","z"]}}"#)

        #expect(merged["metadata"]?["finalizers"] == ["b"])
    }

    @Test func `replaces lists that do not merge`() throws {
        let merged = try patched(
            #"{"metadata":{"managedFields":[{"manager":"a"}]}}"#,
            by: #"{"metadata":{"managedFields":[{"manager":"b"}]}}"#)

        #expect(merged["metadata"]?["managedFields"] == [["manager": "b"]])
    }

    @Test func `keeps what the schema does not know and reports what comes twice`() throws {
        let patch = StrategicMergePatch(
            try object(#"{"spec":{"foo":1,"foo":{"x":2}}}"#), schema: .lease)

        let result = try patch.apply(to: try object(#"{"spec":{}}"#))

        #expect(result.object == (try object(#"{"spec":{"foo":{"x":2}}}"#)))
        #expect(result.problems == [#"duplicate field "spec.foo""#])
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `of two sets gives their union, and the same again`(seed: UInt64) throws {
        var random = Random(seed: seed)
        let names = ["a", "b", "c", "d", "e"].shuffled(using: &random)
        let stored = names.filter { _ in Bool.random(using: &random) }
        let added = names.shuffled(using: &random).filter { _ in Bool.random(using: &random) }
        let patch = #"{"metadata":{"finalizers":[\#(finalizers(added.joined(separator: " ")))]}}"#

        let once = try patched(
            #"{"metadata":{"finalizers":[\#(finalizers(stored.joined(separator: " ")))]}}"#,
            by: patch)
        let twice = try patched(JSONWriter.text(.object(once)), by: patch)

        let merged = (once["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string)
        #expect(Set(merged) == Set(stored).union(added))
        #expect(merged.count == Set(merged).count)
        #expect(merged.filter(added.contains) == added)
        #expect(twice == once)
    }
}

@Suite struct `A strategic merge patch that cannot be applied` {
    private let document =
        #"{"metadata":{"finalizers":["one"],"ownerReferences":[{"uid":"u"}]},"spec":{"a":1}}"#

    @Test(arguments: [
        (#"{"metadata":{"$deleteFromPrimitiveListX":["a"]}}"#, "primitive list"),
        (#"{"spec":{"$retainKeys":"a"}}"#, "retainKeys"),
        (#"{"metadata":{"$setElementOrder":[]}}"#, "setElementOrder list"),
    ])
    func `because a directive is malformed is a bad request`(
        patch: String, directive: String
    ) throws {
        #expect(throws: StatusError.badRequest("invalid patch format of \(directive)")) {
            try patched(document, by: patch)
        }
    }

    @Test(arguments: [
        #"{"metadata":{"finalizers":[["a"]]}}"#,
        #"{"spec":{"$retainKeys":["a"],"b":2}}"#,
    ])
    func `because it contradicts itself or nests lists is not processed`(patch: String) throws {
        let document = #"{"metadata":{"finalizers":[["x"]]},"spec":{"a":1}}"#

        #expect(throws: StatusError.unprocessable) { try patched(document, by: patch) }
    }

    @Test(arguments: [
        (
            #"{"spec":{"$patch":"foo","b":[1]}}"#,
            "unknown patch type: foo in map: map[$patch:foo b:[1]]"
        ),
        (#"{"spec":{"$patch":5}}"#, "unknown patch type: %!s(int64=5) in map: map[$patch:5]"),
        (
            #"{"metadata":{"ownerReferences":[{"name":"x"}]}}"#,
            "map: map[name:x] does not contain declared merge key: uid"
        ),
        (
            #"{"metadata":{"ownerReferences":[{"name":"x","$patch":"delete"}]}}"#,
            "map: map[$patch:delete name:x] does not contain declared merge key: uid"
        ),
        (
            #"{"metadata":{"ownerReferences":[{"uid":"u","$patch":"merge"}]}}"#,
            "merging lists cannot yet be specified in the patch"
        ),
        (
            #"{"metadata":{"ownerReferences":[{"uid":"u","$patch":"x"}]}}"#,
            "unknown patch type: x in map: map[$patch:x uid:u]"
        ),
        (
            #"{"metadata":{"finalizers":["two",5]}}"#,
            "list element types are not identical: [[one] [two 5]]"
        ),
        (
            #"{"metadata":{"finalizers":[null]}}"#,
            "list element types are not identical: [[one] [<nil>]]"
        ),
        (
            #"{"metadata":{"finalizers":["b","a"],"$setElementOrder/finalizers":["a","b"]}}"#,
            "The order in patch list:\n[b a]\n doesn't match $setElementOrder list:\n[a b]\n"
        ),
        (
            #"{"metadata":{"$setElementOrder/finalizers":"x"}}"#,
            "expected a []interface {}, but received a string"
        ),
    ])
    func `is otherwise an error without reason`(patch: String, message: String) throws {
        #expect(throws: StatusError.plain(message)) { try patched(document, by: patch) }
    }
}
