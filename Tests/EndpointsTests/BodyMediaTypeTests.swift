import HTTP1
import KubeAPI
import Testing

@testable import Endpoints

@Suite struct `Reading what a body is` {
    @Test(arguments: [
        (nil, MediaType.json), ("", .json), ("application/json", .json),
        ("application/json; charset=utf-8", .json), ("application/yaml", .yaml),
        ("application/vnd.kubernetes.protobuf", .protobuf),
    ])
    func `takes the known types, JSON when none is named`(
        contentType: String?, expected: MediaType
    ) throws {
        #expect(
            try MediaType(ofBodyOf: request("POST", "/x", ["Content-Type": contentType]))
                == expected)
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "application/*", ";"])
    func `refuses other types`(contentType: String) {
        let error = #expect(throws: StatusError.self) {
            try MediaType(ofBodyOf: request("POST", "/x", ["Content-Type": contentType]))
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
        ("application/strategic-merge-patch+json", .strategicMerge),
        ("application/apply-patch+yaml", .apply),
    ])
    func `tells kinds of patches apart`(contentType: String, expected: PatchType) throws {
        #expect(
            try PatchType(ofBodyOf: request("PATCH", "/x", ["Content-Type": contentType]))
                == expected)
    }

    @Test(arguments: [nil, "", "application/json"])
    func `refuses a patch of no kind`(contentType: String?) {
        let error = #expect(throws: StatusError.self) {
            try PatchType(ofBodyOf: request("PATCH", "/x", ["Content-Type": contentType]))
        }
        #expect(error?.code == 415)
        #expect(error?.message == "415: Unsupported Media Type")
        #expect(error?.details == StatusError.Details())
    }
}
