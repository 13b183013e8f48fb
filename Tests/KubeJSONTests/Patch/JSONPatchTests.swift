import KubeJSON
import Testing

@Suite struct `A JSON patch` {
    private static let document =
        #"{"a":{"b":[1,2,3],"c":"x","n":null,"x/y":1,"t~":2,"~1":3},"d":1.0}"#

    private func apply(_ patch: String, to document: String = document) throws -> String {
        let patch = try JSONPatch(decoding: JSONParser.parse(patch), isLenient: false)
        return JSONWriter.text(try patch.apply(to: JSONParser.parse(document)))
    }

    @Test(
        arguments: [
            (#"[]"#, #"{"a":{"b":[1]},"Z":0}"#),
            (#"null"#, #"{"a":{"b":[1]},"Z":0}"#),
            (
                #"[{"op":"add","path":"/c","value":{"k":"v"}}]"#,
                #"{"Z":0,"a":{"b":[1]},"c":{"k":"v"}}"#
            ),
            (#"[{"op":"add","path":"/a","value":1}]"#, #"{"Z":0,"a":1}"#),
            (#"[{"op":"add","path":"/c"}]"#, #"{"Z":0,"a":{"b":[1]},"c":null}"#),
            (#"[{"op":"add","path":"ignored/c","value":1}]"#, #"{"Z":0,"a":{"b":[1]},"c":1}"#),
            (#"[{"op":"add","path":"/a/b/0","value":0}]"#, #"{"Z":0,"a":{"b":[0,1]}}"#),
            (#"[{"op":"add","path":"/a/b/1","value":2}]"#, #"{"Z":0,"a":{"b":[1,2]}}"#),
            (#"[{"op":"add","path":"/a/b/-","value":2}]"#, #"{"Z":0,"a":{"b":[1,2]}}"#),
            (#"[{"op":"add","path":"/a/b/-1","value":2}]"#, #"{"Z":0,"a":{"b":[1,2]}}"#),
            (#"[{"op":"add","path":"/a/b/-2","value":2}]"#, #"{"Z":0,"a":{"b":[2,1]}}"#),
            (#"[{"op":"remove","path":"/a"}]"#, #"{"Z":0}"#),
            (#"[{"op":"remove","path":"/a/b/-1"}]"#, #"{"Z":0,"a":{"b":[]}}"#),
            (#"[{"op":"replace","path":"/Z","value":[]}]"#, #"{"Z":[],"a":{"b":[1]}}"#),
            (#"[{"op":"replace","path":"/new","value":1}]"#, #"{"Z":0,"a":{"b":[1]},"new":1}"#),
            (#"[{"op":"replace","path":"/a/b/+0","value":7}]"#, #"{"Z":0,"a":{"b":[7]}}"#),
            (#"[{"op":"replace","path":"","value":{"z":1,"y":2}}]"#, #"{"z":1,"y":2}"#),
            (#"[{"op":"move","from":"/a/b","path":"/b"}]"#, #"{"Z":0,"a":{},"b":[1]}"#),
            (#"[{"op":"move","from":"/a/b/0","path":"/a/b/-"}]"#, #"{"Z":0,"a":{"b":[1]}}"#),
            (
                #"[{"op":"copy","from":"/a","path":"/a/c"}]"#,
                #"{"Z":0,"a":{"b":[1],"c":{"b":[1]}}}"#
            ),
        ])
    func `changes a document`(patch: String, result: String) throws {
        #expect(try apply(patch, to: #"{"a":{"b":[1]},"Z":0}"#) == result)
    }

    @Test(
        arguments: [
            #"{"op":"test","path":"/a/c","value":"x"}"#,
            #"{"op":"test","path":"/a/n","value":null}"#,
            #"{"op":"test","path":"/a/n"}"#,
            #"{"op":"test","path":"/a/missing","value":null}"#,
            #"{"op":"test","path":"/a/missing"}"#,
            #"{"op":"test","path":"/a/b","value":[1,2,3]}"#,
            #"{"op":"test","path":"/a/b/-1","value":3}"#,
            #"{"op":"test","path":"/a/x~1y","value":1}"#,
            #"{"op":"test","path":"/a/t~0","value":2}"#,
            #"{"op":"test","path":"/a/t~","value":2}"#,
            #"{"op":"test","path":"/a/~01","value":3}"#,
            #"{"op":"test","path":"/d","value":1.0}"#,
            #"{"op":"test","path":"","value":{"d":1.0,"a":{"c":"x","b":[1,2,3],"n":null,"#
                + #""x/y":1,"t~":2,"~1":3}}}"#,
        ])
    func `tests a value`(operation: String) throws {
        #expect(throws: Never.self) { try apply("[\(operation)]") }
    }

    @Test(
        arguments: [
            #"{"op":"test","path":"/a/c","value":"y"}"#,
            #"{"op":"test","path":"/a/c"}"#,
            #"{"op":"test","path":"/d","value":1}"#,
            #"{"op":"test","path":"/missing","value":1}"#,
            #"{"op":"test","path":"/a/b/3","value":null}"#,
            #"{"op":"test","path":"/missing/x","value":null}"#,
            #"{"op":"test","path":"","value":{}}"#,
            #"{"op":"bogus","path":"/a"}"#,
            #"{"path":"/a"}"#,
            #"{"op":"remove"}"#,
            #"{"op":"remove","path":"/missing"}"#,
            #"{"op":"remove","path":""}"#,
            #"{"op":"remove","path":"/a/b/3"}"#,
            #"{"op":"remove","path":"/a/b/-4"}"#,
            #"{"op":"remove","path":"/a/b/-"}"#,
            #"{"op":"remove","path":"/a/b/99999999999999999999"}"#,
            #"{"op":"add","path":"/missing/x","value":1}"#,
            #"{"op":"add","path":"/a/n/x","value":1}"#,
            #"{"op":"add","path":"/a/c/x","value":1}"#,
            #"{"op":"add","path":"/a/b/5","value":1}"#,
            #"{"op":"add","path":"/a/b/-5","value":1}"#,
            #"{"op":"add","path":"/a/b/x","value":1}"#,
            #"{"op":"add","path":"/a/b/","value":1}"#,
            #"{"op":"add","path":"no-slash","value":1}"#,
            #"{"op":"add","path":"","value":{}}"#,
            #"{"op":"replace","path":"/a/b/3","value":1}"#,
            #"{"op":"replace","path":"/a/b/-","value":1}"#,
            #"{"op":"replace","path":"/missing/x","value":1}"#,
            #"{"op":"replace","path":"","value":1}"#,
            #"{"op":"move","from":"/missing","path":"/a"}"#,
            #"{"op":"move","path":"/a"}"#,
            #"{"op":"move","from":"/a","path":"/a/b"}"#,
            #"{"op":"copy","from":"/missing","path":"/e"}"#,
            #"{"op":"copy","from":"","path":"/e"}"#,
            "null",
        ])
    func `fails as a whole when one operation does`(operation: String) {
        #expect(throws: JSONPatch.Failure.self) {
            try apply("[{\"op\":\"remove\",\"path\":\"/d\"},\(operation)]")
        }
    }

    @Test(
        arguments: [
            ("{}", "json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp"),
            ("1", "json: cannot unmarshal number into Go value of type []handlers.jsonPatchOp"),
            ("[[]]", "json: cannot unmarshal array into Go value of type handlers.jsonPatchOp"),
            (
                #"[{"op":1,"path":2}]"#,
                "json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string"
            ),
        ])
    func `says what it cannot decode`(patch: String, message: String) throws {
        let body = try JSONParser.parse(patch)
        let error = try #require(throws: PatchDecodingError.self) {
            try JSONPatch(decoding: body, isLenient: false)
        }
        #expect(error.message == message)
    }

    @Test func `has other words for it without field validation`() throws {
        let error = try #require(throws: PatchDecodingError.self) {
            try JSONPatch(decoding: ["a": 1], isLenient: true)
        }
        let patch = try JSONPatch(decoding: [["op": 1]], isLenient: true)

        #expect(
            error.message == "json: cannot unmarshal object into Go value of type jsonpatch.Patch")
        #expect(throws: JSONPatch.Failure.self) { try patch.apply(to: [:]) }
    }

    @Test func `reports unknown and duplicate members`() throws {
        let text = #"[{"op":"add","vale":1,"path":"/a","op":"add","value":{"k":1,"k":2}}]"#
        let body = try JSONParser.parse(text)
        let patch = try JSONPatch(decoding: body, isLenient: false)

        #expect(
            patch.problems == [
                #"json patch unknown field "[0].vale""#, #"json patch duplicate field "[0].op""#,
                #"json patch duplicate field "[0].value.k""#,
            ])
        #expect(try JSONPatch(decoding: body, isLenient: true).problems == [])
    }

    @Test func `may not copy more than three megabytes`() throws {
        let text = String(repeating: "x", count: 1 << 20)
        let copy: JSONValue = ["op": "copy", "from": "/a", "path": "/b"]
        let twice = try JSONPatch(decoding: [copy, copy], isLenient: false)
        let thrice = try JSONPatch(decoding: [copy, copy, copy], isLenient: false)

        #expect(throws: Never.self) { try twice.apply(to: ["a": .string(text)]) }
        #expect(throws: JSONPatch.Failure.self) { try thrice.apply(to: ["a": .string(text)]) }
    }

    @Test func `cannot nest a document without end`() throws {
        let copy: JSONValue = ["op": "copy", "from": "/a", "path": "/a/a"]
        let patch = try JSONPatch(
            decoding: .array(Array(repeating: copy, count: 600)), isLenient: false)

        #expect(throws: JSONPatch.Failure.self) { try patch.apply(to: ["a": [:]]) }
    }

    @Test func `can move a value back and forth for ever`() throws {
        let there: JSONValue = ["op": "move", "from": "/a", "path": "/b/c"]
        let back: JSONValue = ["op": "move", "from": "/b/c", "path": "/a"]
        let moves = (0..<5000).flatMap { _ in [there, back] }
        let patch = try JSONPatch(decoding: .array(moves), isLenient: false)

        #expect(try patch.apply(to: ["a": 1, "b": [:]]) == ["a": 1, "b": [:]])
    }

    @Test func `applies many operations to a large object in place`() throws {
        let members = (0..<20_000).map { ("k\($0)", JSONValue.integer($0)) }
        let removals = (0..<10_000).map { number -> JSONValue in
            ["op": "remove", "path": .string("/m/k\(number)")]
        }
        let patch = try JSONPatch(decoding: .array(removals), isLenient: false)

        let result = try patch.apply(to: ["m": .object(JSONObject(members))])

        #expect(patch.count == JSONPatch.operationsMax)
        #expect(result["m"]?.object?.count == 10_000)
    }

    @Test func `may not make large arrays shift without end`() throws {
        let move: JSONValue = ["op": "move", "from": "/x/0", "path": "/x/0"]
        func patch(_ moves: Int) throws -> JSONPatch {
            try JSONPatch(
                decoding: .array(Array(repeating: move, count: moves)), isLenient: false)
        }
        let document: JSONValue = ["x": .array(Array(repeating: 0, count: 200_000))]

        #expect(throws: Never.self) { try patch(100).apply(to: document) }
        #expect(throws: JSONPatch.Failure.self) { try patch(1000).apply(to: document) }
    }

    @Test func `may not move large values without end`() throws {
        let there: JSONValue = ["op": "move", "from": "/a", "path": "/b"]
        let back: JSONValue = ["op": "move", "from": "/b", "path": "/a"]
        let moves = (0..<500).flatMap { _ in [there, back] }
        let patch = try JSONPatch(decoding: .array(moves), isLenient: false)
        let large = JSONValue.array(Array(repeating: 0, count: 100_000))

        #expect(throws: JSONPatch.Failure.self) { try patch.apply(to: ["a": large]) }
        #expect(throws: Never.self) { try patch.apply(to: ["a": 1, "c": large]) }
    }

    @Test func `appends to a large array as often as it may`() throws {
        let append: JSONValue = ["op": "add", "path": "/x/-", "value": 0]
        let patch = try JSONPatch(
            decoding: .array(Array(repeating: append, count: 10_000)), isLenient: false)

        let result = try patch.apply(to: ["x": .array(Array(repeating: 0, count: 100_000))])

        #expect(result["x"]?.array?.count == 110_000)
    }

    @Test func `measures only what it moves`() throws {
        func nested(_ levels: Int) -> JSONValue {
            (0..<levels).reduce(1) { value, _ in ["k": value] }
        }
        func move(_ from: String, _ path: String) -> JSONValue {
            ["op": "move", "from": .string(from), "path": .string(path)]
        }
        let bottom = "/deep" + String(repeating: "/k", count: 299)
        let moves = (0..<2000).flatMap { _ in
            [move("/deep", "/x"), move("/x", "/deep"), move("/a", bottom), move(bottom, "/a")]
        }
        let wide = JSONValue.array(Array(repeating: 0, count: 50_000))
        let document: JSONValue = ["deep": nested(300), "a": nested(100), "wide": wide]
        let patch = try JSONPatch(decoding: .array(moves), isLenient: false)
        let tooDeep = try JSONPatch(decoding: [move("/a", bottom)], isLenient: false)

        let result = try patch.apply(to: document)

        #expect(result["a"]?.depth == 100)
        #expect(throws: JSONPatch.Failure.self) {
            try tooDeep.apply(to: ["deep": nested(300), "a": nested(213)])
        }
    }

    @Test func `reports a hundred problems and a mebibyte of their text at most`() throws {
        func problems(_ members: String) throws -> [String] {
            let body = try JSONParser.parse(#"[{"op":"add","path":"/a","value":{\#(members)}}]"#)
            return try JSONPatch(decoding: body, isLenient: false).problems
        }
        let repeated = (0..<1000).map { #""k\#($0)":1,"k\#($0)":1"# }.joined(separator: ",")
        let key = String(repeating: "x", count: 1 << 19)

        #expect(try problems(repeated).count == 100)
        #expect(try problems(#""\#(key)":{\#(repeated)}"#).count == 2)
    }
}
