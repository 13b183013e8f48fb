import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeCluster

@Suite struct `The OpenAPI document of the control API` {
    private let document: JSONValue
    private let check: SchemaCheck

    init() throws {
        var play = try HostPlay()
        document = try play.ask("GET", "/fake/openapi.json")
        check = SchemaCheck(
            components: try #require(document[path: "components", "schemas"]?.object))
    }

    private func operation(_ row: RowCase) throws -> JSONValue {
        try #require(
            document["paths"]?[row.template]?[row.action.method.rawValue.lowercased()])
    }

    private func problems(_ body: String, of path: String, _ method: String) throws -> [String] {
        let schema = document["paths"]?[path]?[method]?[
            path: "requestBody", "content", "application/json", "schema"]
        return check.problems(try JSONParser.parse(body), try #require(schema))
    }

    @Test func `tells every path, and what is done there`() {
        #expect(document["openapi"] == "3.0.3")
        #expect(document["servers"] == [["url": "http://fake.example:8080"]])
        #expect(
            document["paths"]?.object?.keys
                == ClusterHost.controlTable.routes.map(\.path.template))
        let names = RowCase.all.compactMap { try? operation($0)["operationId"]?.string }
        #expect(Set(names).count == RowCase.all.count)
        #expect(names.contains("postLeasesNamespaceLeaseExpire"))
    }

    @Test(arguments: RowCase.all.filter { !$0.action.bodyFields.isEmpty })
    func `takes the examples`(row: RowCase) throws {
        for example in row.action.examples where !example.body.isEmpty {
            let found = try problems(
                example.body, of: row.template, row.action.method.rawValue.lowercased())
            #expect(found.isEmpty, "\(example.body)")
        }
    }

    @Test(arguments: RowCase.all)
    func `tells all that is answered`(row: RowCase) throws {
        let schema = try #require(
            try operation(row)[
                path: "responses", String(row.action.answer.status), "content",
                "application/json", "schema"])
        var strict = check
        strict.isStrict = true
        for example in row.action.examples {
            var play = try ExamplePlay.make(for: row.template)
            let number = try play.send(
                row.action.method.rawValue,
                row.path.example + (example.query.isEmpty ? "" : "?\(example.query)"), example.body,
                accept: "application/json")
            let answer = try #require(play.answer(number))
            let found = strict.problems(try JSONParser.parse(answer.body), schema)
            #expect(found.isEmpty)
        }
    }

    @Test func `tells what an error is`() throws {
        var play = try HostPlay()
        let error = try play.ask("POST", "/fake/clock", #"{"advance":true}"#)
        let schema = try #require(
            document["components"]?[
                path: "responses", "Error", "content", "application/json", "schema"])
        #expect(check.problems(error, schema).isEmpty)
    }

    @Test(arguments: [
        #"{"do":"pass"}"#,
        #"{"do":{"delay":"200ms"},"match":{"verb":["update","pat*"],"status":409},"at":"answering"}"#,
        #"[{"do":{"delay":{"from":"1ms","to":"2ms"}}},{"do":{"delay":{"median":"1s","sigma":0.5}}}]"#,
        #"{"do":[{"error":"forbidden"},{"error":{"name":"quota","limit":3}},{"pass":true}]}"#,
        #"{"do":{"status":503},"given":{"lease":"default/app","holder":["a","b*"]}}"#,
        #"{"do":{"status":{"code":409,"details":{"name":"x"}}},"until":{"after":30}}"#,
        #"{"do":{"answer":{"code":502,"headers":{"A":"b"},"text":"x"}},"until":{"held":2}}"#,
        #"{"do":{"truncate":120,"then":"reset"},"at":"answering","probability":0.5}"#,
        #"{"do":{"slow":{"bytesPerSecond":50}},"at":"answering"}"#,
        #"{"do":{"hold":true},"at":"beforeCommit","timeout":"3s"}"#,
        #"{"do":{"stale":{"by":3}},"until":{"time":"2027-01-01T00:00:00Z"}}"#,
        #"{"do":{"stale":{"at":"3"}},"match":{"verb":"read","connection":7}}"#,
        #"{"do":{"watch":{"after":2,"then":"stall"}},"at":"watching"}"#,
        #"{"do":{"watch":{"then":{"error":"expired"},"drop":"bookmarks"}}}"#,
        #"{"preset":"slow-disk","tag":"t","match":{"client":"a"}}"#,
        #"{"do":{"hold":true},"skip":1,"times":2,"impossible":true,"tag":"t","name":"n"}"#,
    ])
    func `takes the rules that the server takes`(rules: String) throws {
        var play = try HostPlay()
        let answer = try play.ask("POST", "/fake/faults", rules)
        #expect(answer["faults"] != nil, "\(answer)")
        #expect(try problems(rules, of: "/fake/faults", "post") == [])
        let schema = try operation(#require(RowCase.named("GET /fake/faults")))[
            path: "responses", "200", "content", "application/json", "schema"]
        #expect(check.problems(try play.ask("GET", "/fake/faults"), try #require(schema)) == [])
    }

    @Test(arguments: [
        #"{}"#, #"{"do":"reset"}"#, #"{"do":{"delay":3}}"#, #"{"do":{"reset":false}}"#,
        #"{"do":{"reset":true,"hang":true}}"#, #"{"do":{"error":"nope"}}"#,
        #"{"do":{"status":418}}"#,
        #"{"do":"pass","times":0}"#, #"{"do":"pass","match":{"verbs":"get"}}"#,
        #"{"do":"pass","at":"never"}"#, #"{"preset":"storm"}"#, #"{"do":"pass","stranger":1}"#,
        #"{"do":"pass","given":{"leese":"default/app"}}"#, #"{"do":"pass","probability":2}"#,
    ])
    func `refuses rules that the server refuses`(rule: String) throws {
        var play = try HostPlay()
        #expect(try play.ask("POST", "/fake/faults", rule)["code"] == 400)
        #expect(try problems(rule, of: "/fake/faults", "post") != [])
    }

    @Test(arguments: [
        #"{"lease":"default/app","transitions":{"atLeast":1},"expired":false,"free":true}"#,
        #"{"object":"leasecandidates/default/a","exists":false}"#,
        #"{"requests":{"client":"a"},"count":{"atMost":3},"since":1}"#,
        #"{"sequence":[{"verb":"create"},{"verb":["update","patch"]}]}"#,
        #"{"terms":"default/app","findings":["overlap"]}"#, #"{"terms":"default/app"}"#,
        #"{"watches":{},"count":2}"#, #"{"held":{"exactly":2}}"#, #"{"faults":"spent"}"#,
        #"{"quiet":2}"#, #"{"quiet":"2s"}"#,
        #"{"all":[{"held":1},{"any":[{"not":{"quiet":"1s"}}]}]}"#,
    ])
    func `takes the conditions that the server takes`(condition: String) throws {
        #expect(throws: Never.self) { try Condition(try JSONParser.parse(condition), at: "that") }
        #expect(try problems(#"{"that":\#(condition)}"#, of: "/fake/expect", "post") == [])
    }
}
