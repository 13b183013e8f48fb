import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `What readers want of an object` {
    private static let path = "/apis/lab.example.com/v2/namespaces/default/widgets"
    private static let table = "application/json;as=Table;g=meta.k8s.io;v=v1"
    private static let metadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
    private static let metadataList =
        "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

    private let conversions = Counter()
    private let rows = Counter()
    private var server: ServerFixture

    init() throws {
        server = try ServerFixture(
            Resource.all + [.widgets(counting: conversions, rows: rows)],
            runtimeConfig: ServerFixture.candidates)
        for name in ["a", "b"] {
            let widget: JSONValue = ["metadata": ["name": .string(name)], "size": 1]
            _ = try server.respond(
                "POST", Self.path.replacing("v2", with: "v1"), contentType: "application/json",
                body: JSONWriter.encode(widget))
        }
    }

    @Test mutating func `in another version is made once`() throws {
        for _ in 1...3 {
            _ = try server.respond("GET", Self.path)
            _ = try server.respond("GET", "\(Self.path)/a")
            _ = try server.watch("\(Self.path)?watch=true", accept: "application/json") { _ in }
        }

        #expect(conversions.value == 2)
    }

    @Test mutating func `as a row is made once, for all versions`() throws {
        for version in ["v1", "v2", "v2"] {
            let path = Self.path.replacing("v2", with: version)
            _ = try server.respond("GET", path, accept: Self.table)
            _ = try server.watch("\(path)?watch=true", accept: Self.table) { _ in }
        }

        #expect(rows.value == 2)
    }

    @Test mutating func `as metadata is made once`() throws {
        for _ in 1...3 {
            _ = try server.respond("GET", Self.path, accept: Self.metadataList)
            _ = try server.respond("GET", "\(Self.path)/a", accept: Self.metadata)
        }

        #expect(conversions.value == 2)
    }

    @Test mutating func `in protobuf is made once`() throws {
        let protobuf = "application/vnd.kubernetes.protobuf"
        for _ in 1...3 {
            _ = try server.respond("GET", Self.path, accept: protobuf)
            _ = try server.respond("GET", "\(Self.path)/a", accept: protobuf)
            _ = try server.watch("\(Self.path)?watch=true", accept: protobuf) { _ in }
        }

        #expect(conversions.value == 2)
    }

    @Test mutating func `does not outlive a change`() throws {
        _ = try server.respond("GET", "\(Self.path)/a")
        _ = try server.respond(
            "PATCH", "\(Self.path)/a", contentType: "application/merge-patch+json",
            body: Array(#"{"size":7}"#.utf8))

        let widget = try JSONParser.parse(try server.respond("GET", "\(Self.path)/a").body)
        #expect(widget["size"] == 7)
    }

    @Test func `of candidates is what is stored, except in the oldest version`() {
        let views = Resource.leaseCandidates.views

        #expect(views.map { $0.conversion?.showsStoredForm } == [true, true, false])
    }

    @Test func `ages although it is made once`() throws {
        var fixture = try ServerFixture()
        try fixture.create("a")
        func age(_ fixture: inout ServerFixture) throws -> JSONValue? {
            let request = try request("GET", ServerFixture.leases, ["Accept": Self.table])
            guard case .complete(let response) = fixture.respond(to: request) else { return nil }
            return try JSONParser.parse(response.body)["rows"]?.array?.first?["cells"]?.array?.last
        }

        let young = try age(&fixture)
        fixture.now = fixture.now + .seconds(600)
        let old = try age(&fixture)

        #expect(young == "0s")
        #expect(old == "10m")
    }
}
