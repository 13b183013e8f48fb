import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `A table` {
    private static let accept = "application/json;as=Table;v=v1;g=meta.k8s.io"

    private func table(_ query: String) throws -> (status: Int, document: JSONValue) {
        var server = try ServerFixture()
        try server.create("a")
        server.now = server.now + .seconds(125)
        let request = try request(
            "GET", "\(ServerFixture.leases)?\(query)", ["Accept": Self.accept])
        guard case .complete(let response) = server.respond(to: request) else {
            throw StatusError.badRequest("the list is not answered at once")
        }
        return (response.status, try JSONParser.parse(response.body))
    }

    // TBL-001 and following
    @Test func `has a row for each object`() throws {
        let document = try table("").document

        #expect(document["kind"] == "Table")
        #expect(document["apiVersion"] == "meta.k8s.io/v1")
        #expect(
            document["columnDefinitions"]?.array?.map { $0["name"] } == ["Name", "Holder", "Age"])
        #expect(document["rows"]?.array?.map { $0["cells"] } == [["a", "", "2m5s"]])
    }

    @Test(
        arguments: [
            ("", "PartialObjectMetadata"), ("includeObject=Metadata", "PartialObjectMetadata"),
            ("includeObject=Object", "Lease"), ("includeObject=None", nil),
        ] as [(String, String?)])
    func `carries as much of each object as is asked for`(query: String, kind: String?) throws {
        let row = try table(query).document["rows"]?.array?.first

        #expect(row?["object"]?["kind"]?.string == kind)
    }

    // TBL-001
    @Test func `of a watch from 0 shows each object at its present version`() throws {
        var server = try ServerFixture()
        try server.create("a")
        try server.merge("a", ["spec": ["holderIdentity": "x"]])
        let version = String(server.registry.store.revision)
        try server.create("b")
        try server.send("DELETE", "/b")

        let body = try server.watch(
            "\(ServerFixture.leases)?watch=true&resourceVersion=0&includeObject=Object",
            accept: Self.accept
        ) { _ in }.body
        let event = try JSONParser.parse(body)

        #expect(event["type"] == "ADDED")
        #expect(event["object"]?["metadata"] == ["resourceVersion": .string(version)])
        let row = event["object"]?["rows"]?.array?.first
        #expect(row?["cells"]?.array?.prefix(2) == ["a", "x"])
        #expect(row?["object"]?["metadata"]?["resourceVersion"] == .string(version))
    }

    @Test func `is refused for nonsense`() throws {
        let (status, document) = try table("includeObject=Some")

        #expect(status == 400)
        #expect(
            document["message"]?.string
                == #"Unable to convert to Table as requested: includeObject: "#
                + #"Invalid value: "Some": must be 'Metadata', 'Object', 'None', or empty"#)
    }
}

@Suite struct `A list of metadata` {
    private static let type = ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"

    // TBL-008
    @Test(arguments: [
        ("application/json", #""items":null}"# + "\n"), ("application/yaml", "items: null\n"),
    ])
    func `has no items at all where there are none`(encoding: String, text: String) throws {
        var server = try ServerFixture()

        let empty = try server.respond("GET", ServerFixture.leases, accept: encoding + Self.type)
        let whole = try server.respond("GET", ServerFixture.leases, accept: encoding)

        #expect(String(decoding: empty.body, as: UTF8.self).contains(text))
        #expect(!String(decoding: whole.body, as: UTF8.self).contains(text))
    }

    @Test func `has them in an array where there are some`() throws {
        var server = try ServerFixture()
        try server.create("a")

        let answer = try server.respond(
            "GET", ServerFixture.leases, accept: "application/json" + Self.type)

        #expect(try JSONParser.parse(answer.body)["items"]?.array?.count == 1)
    }
}
