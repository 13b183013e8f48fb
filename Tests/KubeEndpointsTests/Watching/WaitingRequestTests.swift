import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `A read of a version that is not there yet` {
    // GET-002, LST-007
    @Test(arguments: ["", "/a"])
    func `waits three seconds`(path: String) throws {
        var server = try ServerFixture()
        try server.create("a")
        let future = server.registry.store.revision + 1
        let request = try request(
            "GET", "\(ServerFixture.leases)\(path)?resourceVersion=\(future)")
        guard case .wait(let waiting) = server.respond(to: request) else {
            Issue.record("it does not wait")
            return
        }
        #expect(server.api.nextWakeTime == server.now + .seconds(3))

        server.now = server.now + .milliseconds(2_999)
        #expect(server.resume(waiting) == nil)
        server.now = server.now + .milliseconds(1)
        guard case .complete(let response)? = server.resume(waiting) else {
            Issue.record("it still waits")
            return
        }

        #expect(response.status == 504)
        #expect(response.fields["Retry-After"] == "1")
        #expect(server.api.nextWakeTime == nil)
    }

    @Test func `is answered when the version comes`() throws {
        var server = try ServerFixture()
        let future = server.registry.store.revision + 1
        let request = try request("GET", "\(ServerFixture.leases)?resourceVersion=\(future)")
        guard case .wait(let waiting) = server.respond(to: request) else {
            Issue.record("it does not wait")
            return
        }

        try server.create("a")

        guard case .complete(let response)? = server.resume(waiting) else {
            Issue.record("it still waits")
            return
        }
        #expect(response.status == 200)
        #expect(try JSONParser.parse(response.body)["items"]?.array?.count == 1)
    }

    // DEL-005
    @Test func `does what its body says in the end, when it deletes`() throws {
        var server = try ServerFixture()
        try server.create("a")
        let future = server.registry.store.revision + 1
        var request = try request("DELETE", "\(ServerFixture.leases)?resourceVersion=\(future)")
        request.body = Array(#"{"kind":"DeleteOptions","dryRun":["All"]}"#.utf8)
        guard case .wait(let waiting) = server.respond(to: request) else {
            Issue.record("it does not wait")
            return
        }

        try server.create("b")

        guard case .complete(let response)? = server.resume(waiting) else {
            Issue.record("it still waits")
            return
        }
        let names = try server.leaseNames()
        #expect(response.status == 200)
        #expect(names == ["a", "b"])
    }

    // REQ-002
    @Test func `waits no longer than its timeout`() throws {
        var server = try ServerFixture()
        let future = server.registry.store.revision + 1
        let request = try request(
            "GET", "\(ServerFixture.leases)?resourceVersion=\(future)&timeout=1s")
        guard case .wait(let waiting) = server.respond(to: request) else {
            Issue.record("it does not wait")
            return
        }
        #expect(server.api.nextWakeTime == server.now + .seconds(1))

        server.now = server.now + .seconds(1)
        guard case .complete(let response)? = server.resume(waiting) else {
            Issue.record("it still waits")
            return
        }

        let status = try JSONParser.parse(response.body)
        #expect(response.status == 504)
        #expect(response.fields["Retry-After"] == nil)
        #expect(
            status["message"]
                == "Timeout: request did not complete within the allotted timeout")
        #expect(status["details"] == [:])
    }

    @Test(arguments: ["", "0", "-1s", "3s", "1h"])
    func `waits as long as ever with another timeout`(timeout: String) throws {
        var server = try ServerFixture()
        let future = server.registry.store.revision + 1
        let request = try request(
            "GET", "\(ServerFixture.leases)?resourceVersion=\(future)&timeout=\(timeout)")
        guard case .wait = server.respond(to: request) else {
            Issue.record("it does not wait")
            return
        }

        #expect(server.api.nextWakeTime == server.now + .seconds(3))
    }
}

@Suite struct `A timeout that is no duration` {
    // REQ-001, REQ-002
    @Test(arguments: [
        ("GET", "/version"), ("GET", "/healthz"), ("GET", "/apis"), ("GET", "/nowhere"),
        ("GET", "/apis/coordination.k8s.io/v1/nothing"), ("DELETE", "/version"),
        ("PUT", ServerFixture.leases), ("GET", ServerFixture.leases),
    ])
    func `is the first thing to be refused`(method: String, path: String) throws {
        var server = try ServerFixture()
        let request = try request(method, "\(path)?timeout=x", ["Accept": "application/json"])

        let answer = try server.send(request)

        #expect(answer.status == 400)
        #expect(
            answer.message
                == #"invalid timeout specified in the request URL - time: invalid duration "x""#)
    }

    @Test(arguments: [
        "\(ServerFixture.leases)?watch=true", "/apis/coordination.k8s.io/v1/watch/leases?",
    ])
    func `does not matter to a watch`(target: String) throws {
        var server = try ServerFixture()
        let request = try request("GET", "\(target)&timeout=x")

        guard case .stream = server.respond(to: request) else {
            Issue.record("the watch is not opened")
            return
        }
    }
}
