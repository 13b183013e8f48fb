import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeEndpoints

@Suite struct `A write that is refused` {
    @Test(arguments: [
        ("POST", "", #""metadata":{"name":"a"}"#, 409),
        ("POST", "", #""metadata":{"name":"b","namespace":"other"}"#, 400),
        ("POST", "", #""metadata":{"name":"b","resourceVersion":"7"}"#, 500),
        ("POST", "", #""metadata":{"name":"a","resourceVersion":"7"}"#, 500),
        ("POST", "?dryRun=All", #""metadata":{"name":"a","resourceVersion":"7"}"#, 409),
        ("POST", "", #""metadata":{"name":"B"}"#, 422),
        ("PUT", "/a", #""metadata":{"name":"b"}"#, 400),
        ("PUT", "/a", #""metadata":{"name":"a","resourceVersion":"1"}"#, 409),
        ("PUT", "/a", #""metadata":{"name":"a"},"spec":{"leaseDurationSeconds":-1}"#, 422),
    ])
    func `still comes with warnings of what was sent`(
        method: String, path: String, members: String, status: Int
    ) throws {
        var server = try ServerFixture()
        try server.create("a")
        var request = try request(
            method, ServerFixture.leases + path, ["Content-Type": "application/json"])
        request.body = Array(#"{"foo":1,\#(members)}"#.utf8)

        let answer = try server.answer(to: request)

        #expect(answer.status == status)
        #expect(answer.fields["Warning"] == #"299 - "unknown field \"foo\"""#)
    }

    @Test func `is not warned of when the client asks for no warnings`() throws {
        var server = try ServerFixture()
        try server.create("a")
        var request = try request(
            "POST", "\(ServerFixture.leases)?fieldValidation=Ignore",
            ["Content-Type": "application/json"])
        request.body = Array(#"{"foo":1,"metadata":{"name":"a"}}"#.utf8)

        let answer = try server.answer(to: request)

        #expect(answer.status == 409)
        #expect(answer.fields["Warning"] == nil)
    }
}
