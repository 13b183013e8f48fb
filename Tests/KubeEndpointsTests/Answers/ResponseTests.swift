import KubeAPI
import KubeHTTP1
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Writing an answer` {
    private let document = Array(#"{"kind":"X","items":[],"spec":{"a":"15"}}"#.utf8)

    @Test(arguments: [
        (
            ResponseFormat(.json), "application/json",
            "{\"kind\":\"X\",\"items\":[],\"spec\":{\"a\":\"15\"}}\n"
        ),
        (
            ResponseFormat(.json, isPretty: true), "application/json",
            """
            {
              "kind": "X",
              "items": [],
              "spec": {
                "a": "15"
              }
            }
            """
        ),
        (
            ResponseFormat(.yaml, isPretty: true), "application/yaml",
            "items: []\nkind: X\nspec:\n  a: \"15\"\n"
        ),
    ])
    func `ends as its encoding wants`(format: ResponseFormat, contentType: String, body: String) {
        let response = HTTPResponse(document: document, status: 201, format)
        #expect(response.status == 201)
        #expect(response.fields["Content-Type"] == contentType)
        #expect(String(decoding: response.body, as: UTF8.self) == body)
    }

    @Test func `says when to try again`() {
        let error = StatusError.tooLargeResourceVersion(9, current: 3)
        let response = HTTPResponse(error, ResponseFormat(.json))
        #expect(response.status == 504)
        #expect(response.fields["Retry-After"] == "1")
        #expect(HTTPResponse(.pathNotFound, ResponseFormat(.json)).fields["Retry-After"] == nil)
    }

    @Test func `keeps browsers from guessing at plain text`() {
        let response = HTTPResponse.pageNotFound
        #expect(response.status == 404)
        #expect(response.body == Array("404 page not found\n".utf8))
        #expect(response.fields["Content-Type"] == "text/plain; charset=utf-8")
        #expect(response.fields["X-Content-Type-Options"] == "nosniff")
    }
}

@Suite struct `The fields of every answer` {
    @Test func `stay the same but for the audit identity`() throws {
        var random = Random(seed: 1)
        let fields = StandardFields(using: &random)
        var first = HTTPResponse.pageNotFound
        fields.add(to: &first, for: try request("GET", "/x"), using: &random)
        var second = HTTPResponse(status: 200, fields: ["Cache-Control": "public"])
        fields.add(to: &second, for: try request("GET", "/x", ["Audit-ID": "mine"]), using: &random)

        #expect(first.fields["Audit-Id"]?.utf8.count == 36)
        #expect(second.fields["Audit-Id"] == "mine")
        #expect(first.fields["Cache-Control"] == "no-cache, private")
        #expect(second.fields["Cache-Control"] == "public")
        for name in ["X-Kubernetes-Pf-Flowschema-Uid", "X-Kubernetes-Pf-Prioritylevel-Uid"] {
            #expect(first.fields[name]?.utf8.count == 36)
            #expect(first.fields[name] == second.fields[name])
        }
    }

    @Test func `warn once of each thing`() {
        var response = HTTPResponse(status: 200)
        response.warn(of: [#"unknown field "spec.a\b""#, "", "old", "old", "bad\u{07}", "new"])
        #expect(
            response.fields.values(of: "Warning") == [
                #"299 - "unknown field \"spec.a\\b\"""#, #"299 - "old""#, #"299 - "new""#,
            ])
    }

    @Test func `cut warnings that are too long together`() {
        let exact = (0..<4).map { "\($0)" + String(repeating: "é", count: 1023) }
        #expect(Warnings.headerValues(for: exact).allSatisfy { $0.count == 1024 + 8 })
        let long = (0..<20).map { "\($0 % 10)\($0 / 10)" + String(repeating: "é", count: 1023) }
        let values = Warnings.headerValues(for: long)
        #expect(values.count == 16)
        #expect(values.allSatisfy { $0.count == 256 + 8 })
    }

    // HDR-004
    @Test func `go on with short warnings behind those that were cut`() {
        let long = (0..<5).map { "\($0)" + String(repeating: "é", count: 1023) }
        let short = (10..<60).map { "short \($0)" }

        let values = Warnings.headerValues(for: long + short)

        #expect(values.count == 55)
        #expect(values.first?.count == 256 + 8)
        #expect(values.last == #"299 - "short 59""#)
    }

    @Test func `escape a quote that carries a mark`() {
        #expect(
            Warnings.headerValues(for: ["a\"\u{301}\\\u{301}"])
                == ["299 - \"a\\\"\u{301}\\\\\u{301}\""])
    }
}
