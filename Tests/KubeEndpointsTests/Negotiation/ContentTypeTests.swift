import KubeAPI
import Testing

@testable import KubeEndpoints

@Suite struct `Reading what a body is` {
    @Test(arguments: [
        (nil, Encoding.json), ("", .json), ("application/json", .json),
        ("application/json; charset=utf-8", .json), ("application/yaml", .yaml),
        ("application/vnd.kubernetes.protobuf", .protobuf),
        ("Application/JSON", .json), ("application/yaml;", .yaml), (" application/yaml ; ", .yaml),
        (#"application/yaml; a="b;\"c"; d=e"#, .yaml), ("application/yaml;a=b;A=b", .yaml),
    ])
    func `takes the known types, JSON when none is named`(
        contentType: String?, expected: Encoding
    ) throws {
        #expect(
            try Encoding(contentType: contentType)
                == expected)
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "application/*", ";",
        "application/json;a", "application/json;a=", "application/json x", "application/json;;",
        #"application/json;a="b"#, "application/json;a=b;a=c", "application/json/x",
        "application/json, application/json",
    ])
    func `refuses other types`(contentType: String) {
        let error = #expect(throws: StatusError.self) {
            try Encoding(contentType: contentType)
        }
        #expect(error?.code == 415)
        #expect(error?.details == nil)
        #expect(
            error?.message
                == "the body of the request was in an unknown format - accepted media types "
                + "include: application/json, application/yaml, "
                + "application/vnd.kubernetes.protobuf")
    }

    @Test(arguments: [
        ("application/json-patch+json", PatchType.json),
        ("application/merge-patch+json;charset=utf-8", .merge),
        ("application/strategic-merge-patch+json", .strategic),
        ("application/apply-patch+yaml", .apply),
    ])
    func `tells kinds of patches apart`(contentType: String, expected: PatchType) throws {
        #expect(
            try PatchType(contentType: contentType)
                == expected)
    }

    @Test(arguments: [nil, "", "application/json"])
    func `refuses a patch of no kind`(contentType: String?) {
        let error = #expect(throws: StatusError.self) {
            try PatchType(contentType: contentType)
        }
        #expect(error?.code == 415)
        #expect(error?.message == "415: Unsupported Media Type")
        #expect(error?.details == StatusError.Details())
    }
}
