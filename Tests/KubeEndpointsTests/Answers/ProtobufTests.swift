import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTestSupport
import Testing

@testable import KubeEndpoints

private let protobuf = "application/vnd.kubernetes.protobuf"
private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

/// A document in protobuf of an object given as JSON.
private func document(_ kind: Kind, _ json: String) throws -> [UInt8] {
    let object = try #require(try JSONParser.parse(json).object)
    return ProtobufEnvelope.write(apiVersion: kind.apiVersion, kind: kind.name) {
        ObjectProtobufEncoder.write(object, as: kind.schema, into: &$0)
    }
}

/// The object in a document in protobuf that must be of `kind`.
private func object(_ document: [UInt8], _ kind: Kind) throws -> JSONValue {
    try object(ProtobufEnvelope(reading: document), kind)
}

/// The object in an envelope that must be one of `kind`.
private func object(_ envelope: ProtobufEnvelope, _ kind: Kind) throws -> JSONValue {
    #expect(envelope.apiVersion == kind.apiVersion)
    #expect(envelope.kind == kind.name)
    return .object(try ObjectProtobufDecoder.decode(envelope.content, as: kind.schema))
}

private func status(_ response: HTTPResponse) throws -> JSONValue {
    #expect(response.fields["Content-Type"] == protobuf)
    return try object(response.body, .status)
}

@Suite struct `A client that speaks protobuf` {
    private var handler: ServerFixture

    init() throws {
        handler = try ServerFixture(runtimeConfig: ServerFixture.candidates)
    }

    private mutating func send(
        _ method: String, _ target: String, _ body: [UInt8] = []
    ) throws -> HTTPResponse {
        try handler.respond(
            method, target, accept: "\(protobuf),application/json", contentType: protobuf,
            body: body)
    }

    @Test(arguments: ["", "/a", "/b", "?limit=1"])
    mutating func `reads what others read in JSON`(target: String) throws {
        _ = try send(
            "POST", leases,
            try document(
                .leaseV1,
                #"{"metadata":{"name":"a","labels":{"l":"ü"}},"spec":{"acquireTime":null}}"#))
        _ = try send("POST", leases, try document(.leaseV1, #"{"metadata":{"name":"b"}}"#))

        let json = try handler.respond("GET", leases + target, accept: "application/json")
        let expected = ProtobufDocument.encode(json.body, of: ServedResource(stored: .leases))
        for _ in 1...2 { #expect(try send("GET", leases + target).body == expected) }
    }

    @Test mutating func `creates, reads, updates, lists and deletes an object`() throws {
        let created = try send(
            "POST", leases,
            try document(.leaseV1, #"{"metadata":{"name":"a"},"spec":{"acquireTime":null}}"#))
        #expect(created.status == 201)
        #expect(created.fields["Content-Type"] == protobuf)
        let first = try object(created.body, .leaseV1)
        #expect(first["metadata"]?["namespace"]?.string == "default")

        let read = try send("GET", "\(leases)/a")
        #expect(read.body == created.body)

        let version = try #require(first["metadata"]?["resourceVersion"]?.string)
        let updated = try send(
            "PUT", "\(leases)/a",
            try document(
                .leaseV1,
                """
                {"metadata":{"name":"a","resourceVersion":"\(version)"},
                 "spec":{"holderIdentity":"h","renewTime":"2026-01-01T00:00:00.000001Z"}}
                """))
        #expect(updated.status == 200)
        #expect(
            try object(updated.body, .leaseV1)["spec"]
                == ["holderIdentity": "h", "renewTime": "2026-01-01T00:00:00.000001Z"])

        let list = try object(try send("GET", leases).body, .leaseV1.list)
        #expect(list["items"] == [try object(updated.body, .leaseV1)])

        let deleted = try send("DELETE", "\(leases)/a")
        #expect(try status(deleted)["details"]?["name"] == "a")
        #expect(try status(deleted)["status"] == "Success")
    }

    @Test mutating func `shows readers of JSON the zero time that it sent`() throws {
        _ = try send(
            "POST", leases,
            try document(.leaseV1, #"{"metadata":{"name":"a"},"spec":{"acquireTime":null}}"#))

        let read = try handler.respond("GET", "\(leases)/a")

        #expect(try JSONParser.parse(read.body)["spec"] == ["acquireTime": .null])
    }

    @Test mutating func `may leave out what kind an object is`() throws {
        let body = ProtobufEnvelope.write(apiVersion: "", kind: "") {
            $0.writeMessage(at: 1) { $0.write("a", at: 1) }
            $0.write("unknown", at: 9)
        }
        let created = try send("POST", "\(leases)?fieldValidation=Strict", body)
        #expect(created.status == 201)
        #expect(created.fields["Warning"] == nil)
    }

    @Test(
        arguments: [
            (
                [0x6B, 0x38, 0x73, 0],
                "the object provided is unrecognized (must be of type Lease): empty body (6b387300)"
            ),
            (
                [0x6B, 0x38, 0x73, 0, 0x12, 1, 0x0A],
                "Lease in version \"v1\" cannot be handled as a Lease: unexpected EOF"
            ),
            (
                [0x6B, 0x38, 0x73, 0, 0x0A, 3, 0x12, 1, 0x58],
                "no kind \"X\" is registered for version \"coordination.k8s.io/v1\" in scheme "
                    + "\"pkg/api/legacyscheme/scheme.go:30\""
            ),
            (
                [0x6B, 0x38, 0x73, 0, 0x0A, 9, 0x0A, 2, 0x76, 0x31, 0x12, 3, 0x50, 0x6F, 0x64],
                "converting (v1.Pod) to (coordination.Lease): unknown conversion"
            ),
        ] as [([UInt8], String)])
    mutating func `is told what is wrong with a body`(body: [UInt8], message: String) throws {
        let response = try send("POST", leases, body)
        let text = try #require(try status(response)["message"]?.string)
        #expect(response.status == 400)
        #expect(text.hasSuffix(message))
    }

    @Test mutating func `gives options with a deletion`() throws {
        _ = try send("POST", leases, try document(.leaseV1, #"{"metadata":{"name":"a"}}"#))
        let options = Kind(
            group: "coordination.k8s.io", version: "v1", name: "DeleteOptions",
            schema: .deleteOptions)

        let refused = try send(
            "DELETE", "\(leases)/a", try document(options, #"{"preconditions":{"uid":"x"}}"#))
        let dry = try send("DELETE", "\(leases)/a", try document(options, #"{"dryRun":["All"]}"#))
        let other = try send("DELETE", "\(leases)/a", try document(.leaseV1, "{}"))
        let broken = try send("DELETE", "\(leases)/a", Array("k8s\u{0}\u{8}".utf8))

        #expect(refused.status == 409)
        #expect(dry.status == 200)
        #expect(
            try status(other)["message"]
                == .string(
                    "no kind \"Lease\" is registered for version \"coordination.k8s.io/v1\" in "
                        + "scheme \"pkg/apis/meta/internalversion/scheme/register.go:27\""))
        #expect(try status(broken)["message"] == "proto: wrong wireType = 0 for field TypeMeta")
        #expect(try send("GET", "\(leases)/a").status == 200)
    }

    @Test(
        arguments: [
            ("\(leases)/a", "PartialObjectMetadata", "v1", Kind.partialObjectMetadata),
            (leases, "PartialObjectMetadataList", "v1", Kind.partialObjectMetadata.list),
            (leases, "PartialObjectMetadataList", "v1beta1", .partialObjectMetadataListV1Beta1),
        ])
    mutating func `gets metadata alone`(
        target: String, form: String, version: String, kind: Kind
    ) throws {
        _ = try send("POST", leases, try document(.leaseV1, #"{"metadata":{"name":"a"}}"#))

        let response = try handler.respond(
            "GET", target, accept: "\(protobuf);as=\(form);v=\(version);g=meta.k8s.io")

        let shown = try object(response.body, kind)
        let first = shown["items"]?.array?.first ?? shown
        #expect(first["metadata"]?["name"] == "a")
        #expect(first["spec"] == nil)
    }

    @Test(
        arguments: [
            ("/api", Kind.apiVersions), ("/apis", .apiGroupList),
            ("/apis/coordination.k8s.io", .apiGroup),
            ("/apis/coordination.k8s.io/v1", .apiResourceList), ("/api/v1", .apiResourceList),
        ])
    mutating func `discovers what is served`(target: String, kind: Kind) throws {
        let response = try handler.respond("GET", target, accept: protobuf)
        let json = try JSONParser.parse(try handler.respond("GET", target).body)

        let envelope = try ProtobufEnvelope(reading: response.body)
        let shown = try ObjectProtobufDecoder.decode(envelope.content, as: kind.schema)
        #expect(response.fields["Content-Type"] == protobuf)
        #expect(envelope.apiVersion == json["apiVersion"]?.string ?? "")
        #expect(envelope.kind == kind.name)
        #expect(shown == kind.schema.canonical(try #require(json.object)))
    }

    @Test(arguments: ["/api", "/apis"])
    mutating func `discovers everything at once`(target: String) throws {
        let form = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
        let kind = Kind.apiGroupDiscoveryList(version: "v2")

        let response = try handler.respond("GET", target, accept: protobuf + form)
        let json = try handler.respond("GET", target, accept: "application/json" + form)

        #expect(response.fields["Content-Type"] == protobuf + form)
        #expect(response.fields["ETag"] == json.fields["ETag"])
        let document = try #require(try JSONParser.parse(json.body).object)
        #expect(try object(response.body, kind) == .object(kind.schema.canonical(document)))
    }

    @Test mutating func `watches in frames`() throws {
        _ = try send("POST", leases, try document(.leaseV1, #"{"metadata":{"name":"a"}}"#))

        let (head, body) = try handler.watch(
            "\(leases)?watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan", accept: "\(protobuf);stream=watch"
        ) { handler in
            _ = try handler.respond("DELETE", "\(leases)/a")
        }

        let events = try ProtobufWatchEvent.all(in: body)
        let shown = try events.map { try object($0.object, .leaseV1) }
        #expect(head.fields["Content-Type"] == "\(protobuf);stream=watch")
        #expect(events.map(\.type) == ["ADDED", "BOOKMARK", "DELETED"])
        #expect(shown[0]["metadata"]?["name"] == "a")
        #expect(shown[1]["metadata"]?["annotations"] == ["k8s.io/initial-events-end": "true"])
        #expect(shown[2]["metadata"]?["name"] == "a")
    }
}
