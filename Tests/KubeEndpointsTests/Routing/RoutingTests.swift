import KubeHTTP1
import Testing

@testable import KubeEndpoints

@Suite struct `The way of a request` {
    @Test func `ends at once when it concerns the whole server`() throws {
        var server = try ServerFixture()
        var parser = RequestParser()
        parser.append(Array("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n".utf8)[...])
        let parsed = try parser.next()
        let request = try #require(parsed)

        guard case .complete(let response) = server.respond(to: request) else {
            Issue.record("it is not answered at once")
            return
        }

        #expect(response == HTTPResponse(status: 200))
    }

    @Test func `leads nowhere with bytes beyond ASCII`() throws {
        var server = try ServerFixture()

        #expect(try server.send(request("GET", "/é")).status == 404)
        #expect(try server.send(request("GET", "\(ServerFixture.leases)/é")).status == 404)
    }

    @Test(
        arguments: [
            ("%E9%E9", #""\xe9\xe9""#), ("a%00b", #""a\x00b""#), ("%EF%BF%BD", "\"\u{FFFD}\""),
            ("%E2%82", #""\xe2\x82""#), ("%22", #""\"""#), ("%C3%A9", "\"\u{E9}\""),
        ])
    func `quotes what it is given byte by byte`(spelled: String, quoted: String) throws {
        var server = try ServerFixture()

        let missing = try server.send(request("GET", "\(ServerFixture.leases)/\(spelled)"))
        let wrong = try server.send(request("GET", "\(ServerFixture.leases)/\(spelled)%25"))

        #expect(missing.message == "leases.coordination.k8s.io \(quoted) not found")
        #expect(
            wrong.message
                == "Name parameter invalid: \(quoted.dropLast())%\": may not contain '%'")
    }

    // GET-003
    @Test func `quotes what its query says byte by byte`() throws {
        var server = try ServerFixture()
        try server.create("a")

        let answer = try server.send(
            request("GET", "\(ServerFixture.leases)/a?resourceVersion=%FF1"))

        #expect(
            answer.message
                == #"resourceVersion: Invalid value: "\xff1": strconv.ParseUint: parsing "\xff1": "#
                + "invalid syntax")
    }

    // GET-002, GET-003, COR-026
    @Test(
        arguments: [
            (
                "abc", 400,
                #"invalid resource version: resourceVersion: Invalid value: "abc": "#
                    + #"strconv.ParseUint: parsing "abc": invalid syntax"#
            ),
            ("999", 504, "Timeout: Too large resource version: 999, current: "),
            ("0", 404, #"events "e" not found"#),
        ])
    func `to an event does not wait for its version`(
        version: String, status: Int, message: String
    ) throws {
        var server = try ServerFixture()

        let answer = try server.send(
            request("GET", "/api/v1/namespaces/default/events/e?resourceVersion=\(version)"))

        #expect(answer.status == status)
        #expect(answer.message.hasPrefix(message))
    }

    // URL-014
    @Test(arguments: [
        "/apis//v1/namespaces", "/apis//v1/namespaces/default", "/apis//v1", "/apis//x",
        "/apis//v1/namespaces/default/events",
    ])
    func `leads nowhere without a group`(path: String) throws {
        var server = try ServerFixture()

        let answer = try server.send(request("GET", path))

        #expect(answer.status == 404)
        #expect(answer.message == "404 page not found\n")
    }

    @Test(arguments: ["GET", "DELETE", "PATCH"])
    func `needs a namespace to end at an object`(method: String) throws {
        var server = try ServerFixture()

        let answer = try server.send(
            request(
                method, "/apis/coordination.k8s.io/v1/namespaces//leases/a",
                ["Content-Type": method == "PATCH" ? "application/merge-patch+json" : nil]))

        #expect(answer.status == 400)
        #expect(answer.message == "Namespace parameter required.")
    }

    @Test(
        arguments: ["GET", "DELETE", "PATCH"],
        [("a%25b", #""a%b": may not contain '%'"#), ("..", #""..": may not be '..'"#)])
    func `needs a name that a path can carry`(
        method: String, name: (spelled: String, problem: String)
    ) throws {
        var server = try ServerFixture()

        let answer = try server.send(
            request(
                method, "\(ServerFixture.leases)/\(name.spelled)",
                ["Content-Type": method == "PATCH" ? "application/merge-patch+json" : nil]))

        #expect(answer.status == 400)
        #expect(answer.message == "Name parameter invalid: \(name.problem)")
    }
}
