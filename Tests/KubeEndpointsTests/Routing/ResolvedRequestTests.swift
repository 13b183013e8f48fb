import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import Testing

@testable import KubeEndpoints

@Suite struct `What a request asks for` {
    private static let leases = ServerFixture.leases

    /// A request, and what is told about it.
    struct Example: CustomTestStringConvertible, Sendable {
        let method: String
        let target: String
        var contentType: String?
        var body = ""
        let told: String

        var testDescription: String { "\(method) \(target)" }
    }

    private static let merge = "application/merge-patch+json"

    private static let examples = [
        Example(method: "GET", target: "\(leases)/a", told: "get leases default a"),
        Example(method: "GET", target: leases, told: "list leases default -"),
        Example(
            method: "GET", target: "/apis/coordination.k8s.io/v1/leases", told: "list leases - -"),
        Example(method: "GET", target: "\(leases)?watch=1", told: "watch leases default -"),
        Example(
            method: "GET", target: "/apis/coordination.k8s.io/v1/watch/namespaces/ns/leases/a",
            told: "watch leases ns a"),
        Example(
            method: "POST", target: leases, body: #"{"metadata":{"name":"b"}}"#,
            told: "create leases default b"),
        Example(
            method: "PUT", target: "\(leases)/a", body: #"{"metadata":{"name":"a"}}"#,
            told: "update leases default a"),
        Example(
            method: "PATCH", target: "\(leases)/a", contentType: merge, body: "{}",
            told: "patch leases default a"),
        Example(method: "DELETE", target: "\(leases)/a", told: "delete leases default a"),
        Example(method: "DELETE", target: leases, told: "deletecollection leases default -"),
        Example(
            method: "PUT", target: "/api/v1/namespaces/ns/finalize", body: "{}",
            told: "update namespaces/finalize - ns"),
    ]

    @Test(arguments: examples)
    func `is told without doing it`(example: Example) throws {
        var server = try ServerFixture()
        try server.create("a")
        var untouched = server
        let request = try asked(example)

        var resolved = server.api.resolve(request)
        let part = resolved.subresource.isEmpty ? "" : "/\(resolved.subresource)"
        let told =
            "\(resolved.verb?.rawValue ?? "-") \(resolved.resource ?? "-")\(part) "
            + "\(resolved.namespace ?? "-") \(resolved.name ?? "-")"

        #expect(told == example.told)
        #expect(resolved.refusal == nil)
        #expect(server.registry.store.revision == untouched.registry.store.revision)
        #expect(server.api.nextWakeTime == nil)
        // What comes later is what would have come without a look.
        let (list, untouchedList) = (try server.send("GET", ""), try untouched.send("GET", ""))
        #expect(list.document == untouchedList.document)
        let (answer, untouchedAnswer) = (server.head(of: request), untouched.head(of: request))
        #expect(answer == untouchedAnswer)
    }

    @Test(arguments: examples)
    func `is what is done`(example: Example) throws {
        var server = try ServerFixture()
        try server.create("a")
        var twin = server
        let request = try asked(example)

        var resolved = server.api.resolve(request)
        let reply = server.api.perform(&resolved, in: &server.registry, at: server.now)

        let head = twin.head(of: request)
        #expect(reply.kind.head == head)
        #expect(server.registry.store.revision == twin.registry.store.revision)
    }

    @Test func `says who asks`() throws {
        let server = try ServerFixture()
        var request = try request(
            "PUT", "\(Self.leases)/a?fieldManager=m", ["User-Agent": "operator/1.0 (linux)"])
        request.connection = 7

        let resolved = server.api.resolve(request)

        #expect(resolved.client == "c7")
        #expect(resolved.userAgent == "operator/1.0 (linux)")
        #expect(resolved.fieldManager == "m")
    }

    @Test(arguments: [("PUT", "operator"), ("DELETE", nil), ("GET", nil)])
    func `says under which name it writes`(method: String, manager: String?) throws {
        let server = try ServerFixture()
        let request = try request(
            method, "\(Self.leases)/a", ["User-Agent": "operator/1.0 (linux)"])

        #expect(server.api.resolve(request).fieldManager == manager)
    }

    private func asked(_ example: Example) throws -> HTTPRequest {
        var request = try request(
            example.method, example.target, ["Content-Type": example.contentType])
        request.body = Array(example.body.utf8)
        return request
    }
}

@Suite struct `The body of a request, as a rule sees it` {
    private static let lease = #"{"metadata":{"name":"b"},"spec":{"holderIdentity":"h"}}"#
    private static let patchPath = "\(ServerFixture.leases)/a"

    @Test(arguments: [
        ("POST", "application/json", lease),
        ("POST", "application/yaml", "metadata: {name: b}\nspec:\n  holderIdentity: h\n"),
        ("PUT", "application/json", lease),
        ("PATCH", "application/merge-patch+json", #"{"spec":{"holderIdentity":"h"}}"#),
        ("PATCH", "application/strategic-merge-patch+json", #"{"spec":{"holderIdentity":"h"}}"#),
        ("PATCH", "application/apply-patch+yaml", "spec: {holderIdentity: h}"),
        (
            "PATCH", "application/json-patch+json",
            #"[{"op":"add","path":"/spec","value":{"holderIdentity":"g"}},"#
                + #"{"op":"replace","path":"/spec/holderIdentity","value":"h"}]"#
        ),
        (
            "PATCH", "application/json-patch+json",
            #"[{"op":"add","path":"/spec","value":{"holderIdentity":"h"}}]"#
        ),
    ])
    func `names the holder`(method: String, contentType: String, body: String) throws {
        var resolved = try resolve(method, contentType, Array(body.utf8))

        let (holder, name) = (resolved.holderIdentity, resolved.name)
        #expect(holder == "h")
        #expect(name == (method == "POST" ? "b" : "a"))
    }

    @Test func `is understood in protobuf`() throws {
        let document = try JSONParser.parse(
            Array(
                #"{"kind":"Lease","apiVersion":"coordination.k8s.io/v1","#
                    .utf8) + Array(Self.lease.utf8.dropFirst()))
        let body = ProtobufDocument.encode(
            JSONWriter.encode(document), of: ServedResource(stored: .leases))

        var resolved = try resolve("POST", "application/vnd.kubernetes.protobuf", body)

        let (holder, name) = (resolved.holderIdentity, resolved.name)
        #expect(holder == "h")
        #expect(name == "b")
    }

    @Test(arguments: [
        ("POST", "application/json", "{"), ("POST", "application/json", ""),
        ("POST", "text/html", lease), ("POST", "application/json", #"{"spec":[]}"#),
        ("POST", "application/json", #"{"spec":{"holderIdentity":1}}"#),
        ("DELETE", "application/json", #"{"kind":"DeleteOptions"}"#),
    ])
    func `names nobody where it cannot be read`(
        method: String, contentType: String, body: String
    ) throws {
        var resolved = try resolve(method, contentType, Array(body.utf8))

        let (holder, name) = (resolved.holderIdentity, resolved.name)
        #expect(holder == nil)
        #expect(name == (method == "POST" ? nil : "a"))
    }

    @Test func `is read once`() throws {
        var server = try ServerFixture()
        var request = try request("POST", ServerFixture.leases)
        request.body = Array(Self.lease.utf8)
        var resolved = server.api.resolve(request)
        #expect(resolved.document == nil)
        let holder = resolved.holderIdentity
        #expect(holder == "h")

        // What was read stays, whatever becomes of the bytes.
        resolved.http.body = []
        _ = server.api.perform(&resolved, in: &server.registry, at: server.now)

        let names = try server.leaseNames()
        #expect(names == ["b"])
    }

    private func resolve(
        _ method: String, _ contentType: String, _ body: [UInt8]
    ) throws -> ResolvedRequest {
        var request = try request(
            method, method == "POST" ? ServerFixture.leases : Self.patchPath,
            ["Content-Type": contentType])
        request.body = body
        return try ServerFixture().api.resolve(request)
    }
}

@Suite struct `A request that is refused whatever there is` {
    @Test(arguments: [
        ("GET", "/version?timeout=x", 400), ("GET", "/apis/coordination.k8s.io/v9/leases", 404),
        ("GET", "/apis/coordination.k8s.io/v1/nothing", 404), ("GET", "/version/x", 404),
        ("POST", "/version", 405), ("HEAD", ServerFixture.leases, 405),
        ("PATCH", "\(ServerFixture.leases)/a", 415),
    ])
    func `is known to be`(method: String, target: String, code: Int) throws {
        let server = try ServerFixture()

        #expect(server.api.resolve(try request(method, target)).refusal?.code == code)
    }

    @Test func `still says what it would have done`() throws {
        let server = try ServerFixture()
        let request = try request(
            "GET", "\(ServerFixture.leases)/a?timeout=x", ["Accept": "text/html"])

        let resolved = server.api.resolve(request)

        #expect(resolved.refusal?.code == 400)
        #expect(resolved.verb == .get)
        #expect(resolved.action?.target.name == "a")
    }

    @Test(arguments: ["/healthz", "/", "/metrics", "/openapi/v2", "/version", "/nowhere"])
    func `is none where no resource is meant`(path: String) throws {
        let server = try ServerFixture()

        let resolved = server.api.resolve(try request("GET", path))

        #expect(resolved.refusal == nil)
        #expect(resolved.action == nil)
        #expect(resolved.resource == nil)
    }
}

extension APIReply.Kind {
    /// What is answered at once: all of it, or how it begins.
    fileprivate var head: HTTPResponse? {
        switch self {
        case .complete(let response), .stream(let response, _), .list(let response, _): response
        case .wait, .long: nil
        }
    }
}

extension ServerFixture {
    /// What is answered to `request` at once.
    fileprivate mutating func head(of request: HTTPRequest) -> HTTPResponse? {
        respond(to: request).head
    }
}
