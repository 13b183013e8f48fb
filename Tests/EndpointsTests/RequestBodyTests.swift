import HTTP1
import JSON
import KubeAPI
import ObjectStore
import Registry
import Testing

@testable import Endpoints

@Suite struct `A body that is too large` {
    // LIM-001, REQ-006
    @Test(arguments: [
        ("POST", "", "application/json", 413), ("POST", "", "text/plain", 415),
        ("PUT", "/a", "text/plain", 413), ("DELETE", "/a", "text/plain", 413),
        ("DELETE", "", "application/json", 413),
        ("PATCH", "/a", "application/merge-patch+json", 413),
    ])
    func `changes nothing`(
        method: String, path: String, contentType: String, status: Int
    ) throws {
        var server = try ServerFixture()
        try server.create("a")
        let before = server.api.registry.store.revision
        var request = try request(
            method, ServerFixture.leases + path, ["Content-Type": contentType])
        request.isBodyTooLarge = true

        let answer = try server.send(request)

        #expect(answer.status == status)
        if status == 413 {
            #expect(answer.message == "Request entity too large: limit is 3145728")
        }
        #expect(server.api.registry.store.revision == before)
    }

    // REQ-006
    @Test func `is looked at behind the options of a list`() throws {
        var server = try ServerFixture()
        for query in ["limit=x", "fieldSelector=spec.x%3D1"] {
            var request = try request("DELETE", "\(ServerFixture.leases)?\(query)")
            request.isBodyTooLarge = true

            #expect(try server.send(request).status == 400)
        }
    }
}

@Suite struct `A body of an unknown type` {
    // REQ-006
    @Test func `is noticed behind the options of an update`() throws {
        var server = try ServerFixture()
        var request = try request(
            "PUT", "\(ServerFixture.leases)/a?dryRun=zz", ["Content-Type": "text/plain"])
        request.body = Array("x".utf8)

        #expect(try server.send(request).status == 422)
    }
}
