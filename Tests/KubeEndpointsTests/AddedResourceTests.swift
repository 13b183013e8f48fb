import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import Testing

@testable import KubeEndpoints

@Suite struct `A resource that is added to the others` {
    private static let path = "/apis/lab.example.com/v1/namespaces/default/widgets"

    private var server: ServerFixture

    init() throws {
        server = try ServerFixture(
            Resource.all + [.widgets], runtimeConfig: ServerFixture.candidates)
        _ = try create("a", size: 1)
    }

    @Test mutating func `is created and read`() throws {
        #expect(try create("b", size: 2).status == 201)

        #expect(try document("\(Self.path)/b")["size"] == 2)
    }

    @Test mutating func `has rules`() throws {
        let refused = try create("b", size: -1)

        #expect(refused.status == 422)
        #expect(try JSONParser.parse(refused.body)["message"]?.string?.contains("negative") == true)
    }

    @Test mutating func `is listed, by its own fields too`() throws {
        _ = try create("b", size: 2)

        let items = try document("\(Self.path)?fieldSelector=size=2")["items"]

        #expect(items?.array?.compactMap { $0["metadata"]?["name"] } == ["b"])
    }

    @Test mutating func `is watched`() throws {
        let (_, body) = try server.watch("\(Self.path)?watch=true", accept: "application/json") {
            _ = try $0.respond("DELETE", "\(Self.path)/a")
        }

        let types = try body.split(separator: 0x0A).map { try JSONParser.parse(Array($0))["type"] }
        #expect(types == ["ADDED", "DELETED"])
    }

    @Test mutating func `is printed as a table`() throws {
        let response = try server.respond(
            "GET", Self.path, accept: "application/json;as=Table;g=meta.k8s.io;v=v1")

        let rows = try JSONParser.parse(response.body)["rows"]?.array
        #expect(rows?.first?["cells"] == ["a", 1])
    }

    @Test(arguments: [path, "\(path)/a", "\(path)?watch=true&timeoutSeconds=1"])
    mutating func `is written in protobuf`(target: String) throws {
        let protobuf = "application/vnd.kubernetes.protobuf"
        let isWatch = target.contains("watch")

        let body =
            isWatch
            ? try server.watch(target, accept: "\(protobuf);stream=watch") {
                _ = try $0.respond("DELETE", "\(Self.path)/a")
            }.1
            : try server.respond("GET", target, accept: protobuf).body

        #expect(body.firstRange(of: Array("lab.example.com/v1".utf8)) != nil)
    }

    @Test mutating func `is discovered and described`() throws {
        let group = try document("/apis")["groups"]?.array?.compactMap { $0["name"] }
        let resource = try document("/apis/lab.example.com/v1")["resources"]?.array?.first
        let paths = try document("/openapi/v3/apis/lab.example.com/v1")["paths"]?.object

        #expect(group?.last == "lab.example.com")
        #expect(resource?["shortNames"] == ["wd"])
        #expect(paths?["\(Self.path.replacing("default", with: "{namespace}"))/{name}"] != nil)
    }

    @Test mutating func `is counted`() throws {
        let metrics = try server.respond("GET", "/metrics", accept: "*/*")

        let text = String(decoding: metrics.body, as: UTF8.self)
        #expect(text.contains(#"apiserver_storage_objects{resource="widgets.lab.example.com"} 1"#))
    }

    @Test mutating func `follows its lifecycle`() throws {
        var before = try ServerFixture(
            Resource.all + [.widgets], runtimeConfig: [], emulating: Release(1, 33))
        var off = try ServerFixture(
            Resource.all + [.widgets], runtimeConfig: ["lab.example.com/v1=false"])

        #expect(try before.respond("GET", Self.path).status == 404)
        #expect(try off.respond("GET", Self.path).status == 404)
        #expect(
            try server.respond("GET", Self.path).fields["Warning"]
                == #"299 - "lab.example.com/v1 Widget is deprecated in v1.36+""#)
    }

    private mutating func create(_ name: String, size: Int64) throws -> HTTPResponse {
        let widget: JSONValue = ["metadata": ["name": .string(name)], "size": .integer(size)]
        return try server.respond(
            "POST", Self.path, contentType: "application/json", body: JSONWriter.encode(widget))
    }

    private mutating func document(_ path: String) throws -> JSONValue {
        try JSONParser.parse(try server.respond("GET", path).body)
    }
}
