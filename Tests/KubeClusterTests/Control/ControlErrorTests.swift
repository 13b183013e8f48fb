import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeCluster

/// Whatever is wrong with a control request, its client is told what, where, and what would be right, in
/// words that have nothing to do with how the server is written.
@Suite struct `An error of the control API` {
    /// What no client should read.
    private static let foreignWords =
        #"Optional\(|\bnil\b|[a-z]Error\b|\b[A-Za-z]+\((message|description):|\bSwift\b|Kube[A-Z]"#
        + #"|\b(inf|nan)\b|fatal|\[\(|0x[0-9a-f]+"#

    /// The message of a refusal; nil where the request was not refused, or has to wait.
    private func refusal(
        _ play: inout HostPlay, _ method: String, _ path: String, _ body: String,
        type: String = "application/json"
    ) throws -> String? {
        let number = try play.send(method, path, body, type: type)
        guard let answer = play.answer(number), answer.status >= 400 else { return nil }
        let request = "\(method) \(path) \(body.prefix(200))"
        #expect(answer.status < 500, "\(request)")
        let status = try JSONParser.parse(answer.body)
        let message = try #require(status["message"]?.string)
        #expect(status["kind"] == "Status")
        #expect(!message.isEmpty, "\(request)")
        let words = try Regex(Self.foreignWords)
        #expect(message.firstMatch(of: words) == nil, "\(request): \(message)")
        return message
    }

    @Test(arguments: RowCase.all)
    func `says where a body is no JSON`(row: RowCase) throws {
        var play = try HostPlay()
        for (body, place) in Self.brokenBodies {
            let message = try refusal(&play, row.action.method.rawValue, row.location, body)
            guard row.action.document == nil else { continue }
            #expect(message?.hasPrefix("the body is not JSON: \(place): ") == true, "\(body)")
            let wanted = row.action.bodyFields.isEmpty ? "no body" : "a JSON object "
            #expect(message?.contains("; \(row.location) takes \(wanted)") == true)
        }
    }

    private static let brokenBodies = [
        ("{", "line 1, column 2"), (#"{"a":"#, "line 1, column 6"), ("nope", "line 1, column 2"),
        ("advance: 3s", "line 1, column 1"), ("{\n  \"é\": 1,\n}", "line 3, column 1"),
        ("{}{}", "line 1, column 3"), ("{'a':1}", "line 1, column 2"),
        ("\u{0}", "line 1, column 1"),
        (#"{"a":01}"#, "line 1, column 7"), ("[1,", "line 1, column 4"),
    ]

    @Test func `tells of another media type`() throws {
        var play = try HostPlay()
        let message = try refusal(
            &play, "POST", "/fake/clock", "advance: 3s", type: "application/yaml")
        #expect(
            message
                == #"the body is not JSON, but "application/yaml": line 1, column 1: invalid "#
                + #"character 'a' looking for beginning of value; /fake/clock takes a JSON object "#
                + #"such as {"mode":"manual"}"#)
    }

    @Test(arguments: RowCase.all.filter { $0.action.document == nil })
    func `says what else than an object the body is`(row: RowCase) throws {
        var play = try HostPlay()
        for (body, noun) in [
            ("3", "a number"), ("null", "null"), (#""x""#, "a string"), ("true", "a boolean"),
        ] {
            let message = try refusal(&play, row.action.method.rawValue, row.location, body)
            #expect(message == "the body must be a JSON object, not \(noun)")
        }
        _ = try refusal(&play, row.action.method.rawValue, row.location, "[3]")
    }

    @Test(arguments: RowCase.all)
    func `names a field`(row: RowCase) throws {
        var play = try ExamplePlay.make(for: row.template)
        let names = row.names(.body)
        for name in names {
            for value in Self.values {
                let body = #"{"\#(name)":\#(value)}"#
                guard
                    let message = try refusal(
                        &play, row.action.method.rawValue, row.path.example, body)
                else { continue }
                // What is said of the path has nothing to do with the field.
                let isTold =
                    names.contains { message.contains("\"\($0)") }
                    || message.contains(row.path.example) || message.contains(" is held; ")
                #expect(isTold, "\(body): \(message)")
            }
        }
    }

    private static let values = [
        "3", "-1", "1.5", "1e400", "-1e400", "99999999999999999999999", #""""#, #""x""#,
        #""9999999999h""#, #""-5s""#, #""99999999999999999999""#, #""99999-01-01T00:00:00Z""#,
        "true",
        "[]", "[3]", "[[]]", "{}", #"{"a":{}}"#, #"{"a":1,"a":2}"#, #"{"x,y":true}"#, #"{"X":3}"#,
        #""\u0000\u001b""#, "\"\(String(repeating: "long", count: 1_000))\"",
    ]

    @Test(arguments: RowCase.all)
    func `names a parameter`(row: RowCase) throws {
        var play = try ExamplePlay.make(for: row.template)
        for name in row.names(.query) {
            for value in ["", "x", "-1", "99999999999999999999", "%FF", "*", "1e9", "%00"] {
                let message = try refusal(
                    &play, row.action.method.rawValue, "\(row.path.example)?\(name)=\(value)", "")
                if let message { #expect(message.contains(name), "\(message)") }
            }
        }
    }

    @Test(arguments: RowCase.all.filter { $0.template.contains("{") })
    func `tells of a path that stands for nothing`(row: RowCase) throws {
        for text in ["nope", "-1", "99999999999999999999", "a%22b", "%FF"] {
            var play = try HostPlay()
            let path = row.template.split(separator: "/")
                .map { $0.hasPrefix("{") ? text : String($0) }.joined(separator: "/")
            let body = row.action.examples[0].body
            _ = try refusal(&play, row.action.method.rawValue, "/\(path)", body)
        }
    }

    @Test(arguments: Self.documents)
    func `tells the way to a part of a body`(path: String, document: String) throws {
        var play = try ExamplePlay.make(for: path)
        let whole = try JSONParser.parse(document)
        for (place, value) in Mutation.all(of: whole) {
            _ = try play.ask("DELETE", "/fake/faults")
            let mutated = whole.replacing(place[...], with: value)
            let message = try refusal(&play, "POST", path, JSONWriter.text(mutated))
            guard let message, let first = place.first else { continue }
            let known = [place, place.dropLast(), place.dropLast(2)].filter { !$0.isEmpty }
                .map(Mutation.text)
            let isTold = known.contains { message.contains($0) } || message.contains(first)
            #expect(isTold, "\(JSONWriter.text(mutated)): \(message)")
        }
    }

    private static let documents = [
        (
            "/fake/faults",
            #"{"name":"n","tag":"t","match":{"verb":["update","patch"],"status":409,"client":"a"},"#
                + #""given":{"lease":"default/app","holder":"a","transitions":{"atLeast":1}},"#
                + #""skip":1,"times":2,"probability":0.5,"until":{"after":"30s"},"at":"answering","#
                + #""do":[{"answer":{"code":502,"headers":{"A":"b"},"text":"x"}},{"truncate":3}]}"#
        ),
        (
            "/fake/faults",
            #"{"do":[{"error":{"name":"webhookDenied","webhook":"w","reason":"r","code":403}},"#
                + #"{"status":{"code":409,"reason":"r","message":"m","retryAfterSeconds":1,"#
                + #""details":{"name":"x","causes":[{"field":"f"}]}}},{"delay":{"from":"1s","to":"2s"}}]}"#
        ),
        (
            "/fake/faults",
            #"{"do":{"watch":{"after":2,"then":{"error":"expired"}}},"until":{"all":[{"held":1},"#
                + #"{"not":{"quiet":"1s"}},{"sequence":[{"verb":"create"}],"since":1}]}}"#
        ),
        (
            "/fake/expect",
            #"{"that":{"any":[{"requests":{"client":"a"},"count":{"atLeast":1},"since":3},"#
                + #"{"terms":"default/app","findings":["overlap"]},{"watches":{},"count":1},"#
                + #"{"object":"leases/default/app","exists":true},{"faults":"spent"}]},"within":"1s"}"#
        ),
        (
            "/fake/clusters",
            #"{"featureGates":{"CoordinatedLeaderElection":true},"clock":"manual","seed":1,"#
                + #""runtimeConfig":{"coordination.k8s.io/v1beta1":true},"controllers":true}"#
        ), ("/fake/reset", #"{"only":["faults","clock"]}"#),
    ]
}
