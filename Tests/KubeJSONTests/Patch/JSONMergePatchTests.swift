import KubeJSON
import Testing

@Suite struct `A merge patch` {
    /// The examples of RFC 7386, appendix A, whose target is an object.
    @Test(
        arguments: [
            (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
            (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
            (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
            (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
            (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
            (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
            (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
            (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
            (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#),
            (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
            (
                #"{"z":{"y":1,"x":2},"b":{"d":1,"c":2}}"#, #"{}"#,
                #"{"b":{"d":1,"c":2},"z":{"y":1,"x":2}}"#
            ),
        ])
    func `is laid over a document`(document: String, patch: String, result: String) throws {
        let document = try #require(try JSONParser.parse(document).object)
        let patch = try JSONMergePatch(decoding: JSONParser.parse(patch), isLenient: false)

        #expect(JSONWriter.text(.object(patch.apply(to: document))) == result)
    }

    @Test(
        arguments: [
            (
                "[]", false,
                "json: cannot unmarshal array into Go value of type map[string]interface {}"
            ),
            (
                "1", false,
                "json: cannot unmarshal number into Go value of type map[string]interface {}"
            ),
            ("null", false, "Invalid JSON Patch"), ("[]", true, "Invalid JSON Patch"),
        ])
    func `must be an object`(patch: String, isLenient: Bool, message: String) throws {
        let body = try JSONParser.parse(patch)
        let error = try #require(throws: PatchDecodingError.self) {
            try JSONMergePatch(decoding: body, isLenient: isLenient)
        }
        #expect(error.message == message)
    }

    @Test func `reports duplicate members`() throws {
        let body = try JSONParser.parse(#"{"spec":{"a":1,"b":[{"c":1,"c":2}],"a":2},"spec":{}}"#)
        let other = try JSONParser.parse(#"{"spec":{"a":1,"b":[{"c":1,"c":2}],"a":2}}"#)

        #expect(
            try JSONMergePatch(decoding: body, isLenient: false).problems == [
                #"duplicate field "spec""#
            ])
        #expect(
            try JSONMergePatch(decoding: other, isLenient: false).problems == [
                #"duplicate field "spec.b[0].c""#, #"duplicate field "spec.a""#,
            ])
        #expect(try JSONMergePatch(decoding: other, isLenient: true).problems == [])
    }
}
