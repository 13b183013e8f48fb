import Environment
import HTTP1
import JSON
import ObjectStore
import Registry
import Testing

@testable import Endpoints

@Suite struct `A read of a version that is not there yet` {
    // GET-002, LST-007
    @Test(arguments: ["", "/a"])
    func `waits three seconds`(path: String) throws {
        var server = try ServerFixture()
        try server.create("a")
        let future = server.api.registry.store.revision + 1
        let request = try request(
            "GET", "\(ServerFixture.leases)\(path)?resourceVersion=\(future)")
        guard case .wait(let waiting) = server.api.respond(to: request, at: server.now) else {
            Issue.record("it does not wait")
            return
        }
        #expect(server.api.nextWakeTime == server.now + .seconds(3))

        server.now = server.now + .milliseconds(2_999)
        #expect(server.api.resume(waiting, at: server.now) == nil)
        server.now = server.now + .milliseconds(1)
        guard case .complete(let response)? = server.api.resume(waiting, at: server.now) else {
            Issue.record("it still waits")
            return
        }

        #expect(response.status == 504)
        #expect(response.fields["Retry-After"] == "1")
        #expect(server.api.nextWakeTime == nil)
    }

    @Test func `is answered when the version comes`() throws {
        var server = try ServerFixture()
        let future = server.api.registry.store.revision + 1
        let request = try request("GET", "\(ServerFixture.leases)?resourceVersion=\(future)")
        guard case .wait(let waiting) = server.api.respond(to: request, at: server.now) else {
            Issue.record("it does not wait")
            return
        }

        try server.create("a")

        guard case .complete(let response)? = server.api.resume(waiting, at: server.now) else {
            Issue.record("it still waits")
            return
        }
        #expect(response.status == 200)
        #expect(try JSONParser.parse(response.body)["items"]?.array?.count == 1)
    }
}
