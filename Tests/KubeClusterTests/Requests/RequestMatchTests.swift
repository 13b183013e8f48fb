import FakeAPIServerKit
import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@testable import KubeCluster
@testable import KubeEndpoints

@Suite struct `A match of requests` {
    private var host: TestHost

    init() throws {
        host = try TestHost()
    }

    /// Whether `match` takes a renewal of the lease `web` by `a` that was answered with a conflict.
    private mutating func takesRenewal(_ match: RequestMatch) throws -> Bool {
        var request = try HTTPRequest(
            "PUT", "/as/a\(APIClient.leases)/web?fieldManager=me",
            Array(JournalPlay.lease("web", holder: "host-1_6e1f").utf8),
            fields: ["User-Agent": "operator/v1.2 (linux)", "Content-Type": "application/json"])
        (request.connection, request.nth) = (7, 2)
        let noted = try #require(host.respond(to: request).reply.noted)
        var subject = RequestSubject(ResolvedRequest(noted), NotedAnswer(status: 409))
        return match.matches(&subject)
    }

    @Test func `without conditions takes every request`() throws {
        var this = self
        #expect(try this.takesRenewal(RequestMatch()))
    }

    @Test(arguments: [
        RequestMatch(client: "a"), RequestMatch(client: ["b", "a"]),
        RequestMatch(userAgent: "operator/*"), RequestMatch(fieldManager: "me"),
        RequestMatch(verb: "update"), RequestMatch(verb: ["patch", "write"]),
        RequestMatch(resource: "leases"), RequestMatch(namespace: "default"),
        RequestMatch(name: "web"), RequestMatch(holder: "host-1_*"),
        RequestMatch(path: "/apis/*/leases/web"), RequestMatch(method: "PUT"),
        RequestMatch(status: 409), RequestMatch(status: [200, 409]), RequestMatch(status: "4*"),
        RequestMatch(connection: 7), RequestMatch(connection: "reused"),
        RequestMatch(client: "a", verb: "update", status: 409),
    ])
    func `takes what all conditions hold for`(match: RequestMatch) throws {
        var this = self
        #expect(try this.takesRenewal(match))
    }

    @Test(arguments: [
        RequestMatch(client: "b"), RequestMatch(client: []), RequestMatch(user: "*"),
        RequestMatch(userAgent: "operator"), RequestMatch(fieldManager: "you"),
        RequestMatch(verb: "read"), RequestMatch(resource: "namespaces"),
        RequestMatch(namespace: ""), RequestMatch(name: "we"), RequestMatch(holder: "web"),
        RequestMatch(path: "/as/*"), RequestMatch(method: "put"), RequestMatch(status: 200),
        RequestMatch(connection: [1, "new"]), RequestMatch(client: "a", verb: "get"),
    ])
    func `leaves out the rest`(match: RequestMatch) throws {
        var this = self
        #expect(try !this.takesRenewal(match))
    }

    @Test func `is read from a document`() throws {
        let match = try RequestMatch(
            [
                "client": "a", "verb": ["update", "patch"], "status": 409,
                "connection": [7, "new"],
            ], at: "match")
        #expect(
            match
                == RequestMatch(
                    client: "a", verb: ["update", "patch"], status: 409, connection: [7, "new"]))
    }

    @Test(
        arguments: [
            (
                ["colour": "red"],
                #"unknown field "match.colour": a match takes client, user, userAgent, fieldManager, verb, "#
                    + "resource, namespace, name, holder, path, method, status, connection"
            ),
            (
                ["client": true],
                #"the field "match.client" must be a string, a number or a list of them, not true"#
            ),
            (
                ["client": [["a"]]],
                #"the field "match.client" must be a string, a number or a list of them, not [["a"]]"#
            ),
            (
                ["verb": "renew"],
                #"the field "match.verb" must be one of get, list, watch, create, update, patch, delete, "#
                    + #"deletecollection, read, write, not "renew""#
            ),
            (
                ["status": "conflict"],
                #"the field "match.status" must be a status such as 409, or 4* for all like it, not "conflict""#
            ),
            (
                ["connection": "old"],
                #"the field "match.connection" must be the number of a connection, new or reused, not "old""#
            ),
        ] as [(JSONValue, String)])
    func `is refused where it makes no sense`(document: JSONValue, message: String) throws {
        let error = #expect(throws: StatusError.self) { try RequestMatch(document, at: "match") }
        #expect(error?.code == 400)
        #expect(error?.message == message)
    }
}
