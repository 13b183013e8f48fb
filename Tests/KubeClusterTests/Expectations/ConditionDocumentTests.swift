import FakeAPIServerKit
import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCluster

@Suite struct `The document of a condition` {
    @Test(arguments: [
        #"{"lease":"default/web","holder":"b"}"#,
        #"{"lease":"default/web","holder":["a","b*"],"preferredHolder":"c","transitions":{"atLeast":2},"expired":false,"free":true}"#,
        #"{"lease":"default/web","exists":false}"#,
        #"{"object":"leasecandidates/default/a","exists":true}"#,
        #"{"requests":{"client":"a"},"count":{"atLeast":3}}"#,
        #"{"requests":{"client":["a","b"]},"count":{"exactly":0},"since":12}"#,
        #"{"requests":{},"count":{"atLeast":1,"atMost":2}}"#,
        #"{"sequence":[{"client":"a"},{"client":"b"}]}"#,
        #"{"terms":"default/web","findings":"none"}"#,
        #"{"terms":"default/web","findings":["overlap"]}"#,
        #"{"watches":{"client":"a"},"count":{"exactly":2}}"#,
        #"{"held":{"exactly":2}}"#,
        #"{"faults":"spent","rule":"x"}"#,
        #"{"quiet":"2s"}"#,
        #"{"all":[{"quiet":"2s"},{"not":{"any":[{"held":{"atMost":1}}]}}]}"#,
    ])
    func `says the same when it is read and written`(text: String) throws {
        let condition = try Condition(try JSONParser.parse(text), at: "that")
        #expect(JSONWriter.text(condition.json) == text)
    }

    @Test(arguments: [
        (
            #"{"laese":"default/web"}"#,
            #"the field "that" must be a condition, with one of lease, object"#
        ),
        (#"[]"#, #"the field "that" must be a condition, with one of lease, object"#),
        (
            #"{"lease":"default/web","quiet":"2s"}"#,
            #"the field "that" must be a condition, with one of"#
        ),
        (
            #"{"lease":"default/web","hodler":"b"}"#,
            #"unknown field "that.hodler": there is lease, holder, preferredHolder, transitions"#
        ),
        (#"{"lease":"web"}"#, #"the field "that.lease" must be a namespace and a name such as"#),
        (
            #"{"lease":"default/web","holder":7}"#,
            #"the field "that.holder" must be a text or a list"#
        ),
        (
            #"{"object":"pods"}"#,
            #"the field "that.object" must be a resource and an object such as"#
        ),
        (#"{"requests":{"cleint":"a"}}"#, #"unknown field "that.requests.cleint": a match takes"#),
        (#"{"requests":{},"count":-1}"#, #"the field "that.count" must be a whole number from 0"#),
        (
            #"{"requests":{},"count":{"exactly":1,"atLeast":1}}"#,
            #"the field "that.count" must be a number, {"exactly":n}"#
        ),
        (#"{"sequence":[]}"#, #"the field "that.sequence" must be a list of matches"#),
        (
            #"{"terms":"default/web","findings":["odd"]}"#,
            #"the field "that.findings" must be none, any, or a list of overlap"#
        ),
        (#"{"quiet":"soon"}"#, #"the field "that.quiet" must be a duration such as"#),
        (#"{"faults":"gone"}"#, #"the field "that.faults" must be active, spent or expired"#),
        (
            #"{"all":[{"quiet":"2s"},{"quite":"2s"}]}"#,
            #"the field "that.all[1]" must be a condition"#
        ),
        (#"{"not":{"any":[]}}"#, #"the field "that.not.any" must be a list of conditions"#),
    ])
    func `is refused in words`(text: String, message: String) throws {
        let play = try HandlerPlay()
        let number = try play.expect(text)
        #expect(play.status(of: number) == 400)
        let told = try play.outcome(number)["message"]?.string ?? ""
        #expect(told.hasPrefix(message), "\(told)")
    }

    @Test(arguments: [(31, 200), (32, 400), (2000, 400)])
    func `nests as deep as anybody needs`(depth: Int, status: Int) throws {
        let play = try HandlerPlay()
        let that =
            String(repeating: #"{"all":["#, count: depth) + #"{"held":0}"#
            + String(repeating: "]}", count: depth)
        #expect(play.status(of: try play.expect(that)) == status)
        let rule = #"{"do":{"status":503},"given":\#(that)}"#
        #expect(try play.ask("POST", "/fake/faults", rule).status == (status == 200 ? 201 : 400))
    }

    @Test(arguments: [(999, 200), (1000, 400)])
    func `joins as many as anybody needs`(count: Int, status: Int) throws {
        let play = try HandlerPlay()
        let parts = Array(repeating: #"{"held":0}"#, count: count).joined(separator: ",")
        #expect(play.status(of: try play.expect(#"{"all":[\#(parts)]}"#)) == status)
    }

    @Test(arguments: [
        (
            #"{"that":{"object":"pods/default/a"}}"#, 400,
            #"the field "that.object" is wrong: there are no "pods""#
        ),
        (#"{"that":{"held":1,"rule":"typo"}}"#, 404, #"there is no rule "typo""#),
        (#"{"that":{"faults":"spent","rule":"typo"}}"#, 404, #"there is no rule "typo""#),
        (#"{"within":"1s"}"#, 400, #"the field "that" is missing"#),
        (#"{"that":{"held":1},"within":"1s","throughout":"1s"}"#, 400, "say either"),
        (#"{"that":{"held":1},"clock":"wall"}"#, 400, #"the field "clock" must be"#),
        (#"{"that":{"held":1},"within":"-1s"}"#, 400, #"the field "within" must not be negative"#),
        (
            #"{"that":{"lease":"a/b","exists":false,"holder":"c"}}"#, 400,
            #"the field "that.exists" must be"#
        ),
        (
            #"{"taht":{"held":1}}"#, 400,
            #"unknown field "taht": /fake/expect takes the fields that"#
        ),
    ])
    func `makes no sense in an expectation`(body: String, status: Int, message: String) throws {
        let play = try HandlerPlay()
        let answer = try play.ask("POST", "/fake/expect", body)
        #expect(answer.status == status)
        let told = try JSONParser.parse(answer.body)["message"]?.string ?? ""
        #expect(told.hasPrefix(message), "\(told)")
    }

    @Test func `cannot ask for requests where none are remembered`() throws {
        let play = try HandlerPlay { $0.journalRequests = 0 }
        for that in [#"{"requests":{}}"#, #"{"sequence":[{}]}"#, #"{"quiet":"1s"}"#] {
            #expect(play.status(of: try play.expect(that)) == 400)
        }
    }
}
