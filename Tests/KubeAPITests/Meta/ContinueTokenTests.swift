import KubeJSON
import Testing

@testable import KubeAPI

@Suite struct `A continue token` {
    // LST-033
    @Test func `is JSON in base64`() throws {
        let token = ContinueToken(revision: 42, after: "lab/a")

        #expect(
            Base64.rawURL.encode(
                Array(#"{"v":"meta.k8s.io/v1","rv":42,"start":"/lab/a\u0000"}"#.utf8))
                == token.text)
    }

    @Test(arguments: [ContinueToken(revision: -1, after: "a"), .init(revision: 7, after: "x/é")])
    func `survives the way to the client and back`(token: ContinueToken) throws {
        #expect(try ContinueToken(token.text) == token)
    }

    @Test(
        arguments: [
            ("a", "a"), ("/a", "a"), ("/lab/a\\u0000", "lab/a\u{0}"), ("/", ""),
        ])
    func `may start with a slash, and tells where to start to the byte`(
        text: String, start: String
    ) throws {
        let token = try ContinueToken(
            Base64.rawURL.encode(
                Array(#"{"v":"meta.k8s.io/v1","rv":42,"start":"\#(text)"}"#.utf8)))

        #expect(token == ContinueToken(revision: 42, start: start))
    }

    @Test func `is read whatever the case of its keys, and without what is null`() throws {
        let token = try ContinueToken(
            Base64.rawURL.encode(
                Array(#"{"V":"meta.k8s.io/v1","RV":7,"Start":"a","start":null}"#.utf8)))

        #expect(token == ContinueToken(revision: 7, start: "a"))
    }

    // LST-035
    @Test(arguments: [
        (
            #"{"v":"meta.k8s.io/v1","rv":0,"start":"a"}"#,
            "incorrect encoded start resourceVersion (version meta.k8s.io/v1)"
        ),
        (
            #"{"v":"meta.k8s.io/v1","start":"a"}"#,
            "incorrect encoded start resourceVersion (version meta.k8s.io/v1)"
        ),
        (
            #"{"v":"meta.k8s.io/v1","rv":1}"#,
            "encoded start key empty (version meta.k8s.io/v1)"
        ),
        (
            #"{"v":"v2","rv":1,"start":"a"}"#,
            "server does not recognize this encoded version v2"
        ),
        (#"{"v":"meta.k8s.io/v1","rv":1,"start":"/../a"}"#, "/../a"),
        (#"{"v":"meta.k8s.io/v1","rv":1,"start":"a//b"}"#, "a//b"),
        (#"{"v":"meta.k8s.io/v1","rv":1,"start":"a/"}"#, "a/"),
        ("", "unexpected end of JSON input"),
        ("null", "server does not recognize this encoded version "),
        ("[]", "json: cannot unmarshal array into Go value of type storage.continueToken"),
        (
            #"{"start":"a","v":1,"rv":"x"}"#,
            "json: cannot unmarshal number into Go struct field continueToken.v of type string"
        ),
        (
            #"{"v":"meta.k8s.io/v1","rv":"1","start":"a"}"#,
            "json: cannot unmarshal string into Go struct field continueToken.rv of type int64"
        ),
        (
            #"{"v":"meta.k8s.io/v1","rv":1.5,"start":"a"}"#,
            "json: cannot unmarshal number 1.5 into Go struct field continueToken.rv of type int64"
        ),
        (
            #"{"v":"meta.k8s.io/v1","rv":1,"start":{}}"#,
            "json: cannot unmarshal object into Go struct field continueToken.start of type string"
        ),
    ])
    func `that is not one is refused`(document: String, problem: String) {
        let text = Base64.rawURL.encode(Array(document.utf8))

        let error = #expect(throws: StatusError.self) { try ContinueToken(text) }

        #expect(error?.code == 400)
        #expect(
            error?.message
                == "invalid continue token: continue key is not valid: \(problem)")
    }

    @Test(arguments: [("ab=c", 2), ("*", 0), ("aaaaa", 4)])
    func `that is not base64 is refused with the place`(text: String, position: Int) {
        let error = #expect(throws: StatusError.self) { try ContinueToken(text) }

        #expect(error?.message.hasSuffix("illegal base64 data at input byte \(position)") == true)
    }
}
