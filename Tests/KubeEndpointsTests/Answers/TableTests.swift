import KubeAPI
import KubeHTTP1
import KubeJSON
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

    @Test func `is refused for nonsense`() throws {
        let (status, document) = try table("includeObject=Some")

        #expect(status == 400)
        #expect(
            document["message"]?.string
                == #"Unable to convert to Table as requested: includeObject: "#
                + #"Invalid value: "Some": must be 'Metadata', 'Object', 'None', or empty"#)
    }
}
