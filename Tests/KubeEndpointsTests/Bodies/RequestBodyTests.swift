import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import Testing

@testable import KubeEndpoints

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
        let before = server.registry.store.revision
        var request = try request(
            method, ServerFixture.leases + path, ["Content-Type": contentType])
        request.isBodyTooLarge = true

        let answer = try server.send(request)

        #expect(answer.status == status)
        if status == 413 {
            #expect(answer.message == "Request entity too large: limit is 3145728")
        }
        #expect(server.registry.store.revision == before)
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

@Suite struct `The body of a deletion` {
    private static let noTypes =
        #" into Go value of type struct { APIVersion string "json:\"apiVersion,omitempty\""; "#
        + #"Kind string "json:\"kind,omitempty\"" }"#

    private func delete(
        _ body: String, contentType: String, in server: inout ServerFixture
    ) throws -> (status: Int, message: String) {
        var request = try request(
            "DELETE", "\(ServerFixture.leases)/a", ["Content-Type": contentType])
        request.body = Array(body.utf8)
        return try server.send(request)
    }

    // DEL-005
    @Test(arguments: [
        ("[]", "json: cannot unmarshal array" + noTypes),
        (#""x""#, "json: cannot unmarshal string" + noTypes),
        ("5", "json: cannot unmarshal number" + noTypes),
        ("true", "json: cannot unmarshal bool" + noTypes),
        (
            #"{"kind":5}"#,
            "json: cannot unmarshal number into Go struct field .kind of type string"
        ),
        (
            #"{"apiVersion":[]}"#,
            "json: cannot unmarshal array into Go struct field .apiVersion of type string"
        ),
        (
            #"{"KIND":{}}"#,
            "json: cannot unmarshal object into Go struct field .kind of type string"
        ),
    ])
    func `must be an object`(body: String, problem: String) throws {
        var server = try ServerFixture()
        try server.create("a")

        for contentType in ["application/json", "application/yaml"] {
            let answer = try delete(body, contentType: contentType, in: &server)

            #expect(answer.status == 400)
            #expect(answer.message == "couldn't get version/kind; json parse error: \(problem)")
        }
        #expect(try server.leaseNames() == ["a"])
    }

    @Test(arguments: [
        (#"{"apiVersion":"a/b/c"}"#, "application/json", "unexpected GroupVersion string: a/b/c"),
        (
            #"{"kind":"Lease"}"#, "application/json",
            #"no kind "Lease" is registered for version "coordination.k8s.io/v1" in scheme "#
                + #""pkg/apis/meta/internalversion/scheme/register.go:27""#
        ),
    ])
    func `must be of a kind that can be told`(
        body: String, contentType: String, message: String
    ) throws {
        var server = try ServerFixture()
        try server.create("a")

        let answer = try delete(body, contentType: contentType, in: &server)

        #expect(answer.status == 400)
        #expect(answer.message == message)
        #expect(try server.leaseNames() == ["a"])
    }

    @Test func `must be YAML when it says so`() throws {
        var server = try ServerFixture()
        try server.create("a")

        let answer = try delete("a: [", contentType: "application/yaml", in: &server)

        #expect(answer.status == 400)
        #expect(answer.message.hasPrefix("yaml: "))
        #expect(try server.leaseNames() == ["a"])
    }

    @Test(arguments: ["null", "{}", #"{"kind":null}"#, #"{"kind":"DeleteOptions"}"#])
    func `may say nothing`(body: String) throws {
        var server = try ServerFixture()
        try server.create("a")

        #expect(try delete(body, contentType: "application/json", in: &server).status == 200)
        #expect(try server.leaseNames() == [])
    }
}

@Suite struct `The types that a body names` {
    private static let prefix = "the object provided is unrecognized (must be of type Lease): "
    private static let noField =
        "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct "
        + "field .kind of type string"
    private static let noArray =
        "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of "
        + #"type struct { APIVersion string "json:\"apiVersion,omitempty\""; "#
        + #"Kind string "json:\"kind,omitempty\"" }"#

    private func message(_ body: String, contentType: String = "application/json") throws -> String
    {
        var server = try ServerFixture()
        var request = try request("POST", ServerFixture.leases, ["Content-Type": contentType])
        request.body = Array(body.utf8)
        return try server.send(request).message
    }

    // CRE-020, CRE-023
    @Test(arguments: [
        (#"{ "kind" : 5 }"#, "application/json", #"\#(noField) ({ "kind" : 5 })"#),
        (" []", "application/json", "\(noArray) (205b5d)"),
        ("- a", "application/yaml", "\(noArray) (2d2061)"),
        (
            #"{"apiVersion":"a/b/c"}"#, "application/json",
            #"unexpected GroupVersion string: a/b/c ({"apiVersion":"a/b/c"})"#
        ),
    ])
    func `are shown as they were sent when they cannot be read`(
        body: String, contentType: String, problem: String
    ) throws {
        #expect(try message(body, contentType: contentType) == Self.prefix + problem)
    }

    // CRE-021
    @Test(arguments: [
        (
            #"{"apiVersion":"/v1","kind":"Lease"}"#,
            #"Lease in version "v1" cannot be handled as a Lease: no kind "Lease" is registered "#
                + #"for version "v1" in scheme "pkg/api/legacyscheme/scheme.go:30""#
        ),
        (
            #"{"APIVERSION":"v1","Kind":"Pod"}"#,
            #"Pod in version "v1" cannot be handled as a Lease: converting (v1.Pod) to "#
                + "(coordination.Lease): unknown conversion"
        ),
        (
            #"{"apiVersion":"coordination.k8s.io/v1beta1","kind":"LeaseList"}"#,
            #"LeaseList in version "v1beta1" cannot be handled as a Lease: converting "#
                + "(v1beta1.LeaseList) to (coordination.Lease): unknown conversion"
        ),
        (
            #"{"apiVersion":"v1","kind":"Status"}"#,
            #"Status in version "v1" cannot be handled as a Lease: converting (v1.Status) to "#
                + "(coordination.Lease): unknown conversion"
        ),
    ])
    func `are found whatever their case`(body: String, expected: String) throws {
        #expect(try message(body) == expected)
    }

    @Test(arguments: ["", "/", "coordination.k8s.io/", "coordination.k8s.io/v1"])
    func `need not name a version`(apiVersion: String) throws {
        var server = try ServerFixture()

        let answer = try server.send(
            "POST", "",
            ["apiVersion": .string(apiVersion), "metadata": ["name": "a"]])

        #expect(answer.status == 201)
    }
}
