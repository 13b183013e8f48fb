import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeEndpoints

@Suite struct `A form that an answer cannot have` {
    private static let table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
    private static let list =
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json"
    private static let single =
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json"
    private static let noTable = "Unable to convert to Table as requested: includeObject: "
    private static let noList = "you requested PartialObjectMetadataList, but"

    private func send(
        _ method: String, _ path: String, accept: String, body: String = "",
        contentType: String = "application/json", to server: inout ServerFixture
    ) throws -> (status: Int, message: String) {
        var request = try request(
            method, ServerFixture.leases + path, ["Accept": accept, "Content-Type": contentType])
        request.body = Array(body.utf8)
        return try server.send(request)
    }

    // TBL-009
    @Test func `is refused once the object is created`() throws {
        var server = try ServerFixture()
        let body = #"{"metadata":{"name":"a"},"x":1}"#

        let other = try send("POST", "", accept: Self.list, body: body, to: &server)
        let wrong = try send(
            "POST", "?includeObject=bad", accept: Self.table,
            body: #"{"metadata":{"name":"b"}}"#, to: &server)

        #expect(other.status == 406)
        #expect(other.message.hasPrefix(Self.noList))
        #expect(wrong.status == 400)
        #expect(wrong.message.hasPrefix(Self.noTable))
        #expect(try server.leaseNames() == ["a", "b"])
    }

    @Test func `is refused once the object is patched`() throws {
        var server = try ServerFixture()
        try server.create("a")

        let answer = try send(
            "PATCH", "/a", accept: Self.list, body: #"{"spec":{"holderIdentity":"me"}}"#,
            contentType: "application/merge-patch+json", to: &server)

        #expect(answer.status == 406)
        #expect(try server.send("GET", "/a").document["spec"]?["holderIdentity"] == "me")
    }

    @Test func `does not hide that there is no object`() throws {
        var server = try ServerFixture()

        #expect(try send("GET", "/a", accept: Self.list, to: &server).status == 404)
        #expect(
            try send("GET", "/a?includeObject=x", accept: Self.table, to: &server).status == 404)
        #expect(try send("POST", "", accept: Self.list, body: "{", to: &server).status == 400)
    }

    @Test func `does not hide that the options of a list are wrong`() throws {
        var server = try ServerFixture()
        for query in ["limit=x", "watch=1&limit=x"] {
            let answer = try send(
                "GET", "?includeObject=bad&\(query)", accept: Self.table, to: &server)

            #expect(answer.status == 400)
            #expect(answer.message == #"strconv.ParseInt: parsing "x": invalid syntax"#)
        }
        #expect(try send("GET", "", accept: Self.single, to: &server).status == 406)
    }

    // TBL-010
    @Test func `does not matter to a status`() throws {
        var server = try ServerFixture()
        try server.create("a")
        try server.create("b")

        #expect(try send("DELETE", "/a", accept: Self.list, to: &server).status == 200)
        #expect(
            try send("DELETE", "/b?includeObject=x", accept: Self.table, to: &server).status == 400)
        #expect(try server.leaseNames() == [])
    }

    // NEG-011
    @Test func `is noticed behind the options of a watch`() throws {
        var server = try ServerFixture()
        var request = try request(
            "GET", "\(ServerFixture.leases)?watch=1&limit=x", ["Accept": "application/yaml"])

        let wrongLimit = try server.send(request)
        request = try KubeEndpointsTests.request(
            "GET", "\(ServerFixture.leases)?watch=1", ["Accept": "application/yaml"])

        #expect(wrongLimit.status == 400)
        #expect(wrongLimit.message.contains("kind: Status"))
        #expect(try server.send(request).status == 406)
    }
}
