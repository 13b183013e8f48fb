import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeEndpoints

/// A list that comes in slices is the same, byte by byte, as one that is answered at once.
@Suite struct `A long list` {
    private static let count = 1100

    private static let filled = Result {
        var server = try ServerFixture(runtimeConfig: ServerFixture.candidates)
        for number in 0..<count {
            try server.create(
                "l\(number)", labels: ["parity": .string(number % 2 == 0 ? "even" : "odd")])
        }
        return server
    }

    private static let table = "application/json;as=Table;g=meta.k8s.io;v=v1"
    private static let metadata = "as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
    private static let forms = [
        "application/json", "application/yaml", "application/vnd.kubernetes.protobuf", table,
        "application/json;\(metadata)", "application/vnd.kubernetes.protobuf;\(metadata)",
        "application/vnd.kubernetes.protobuf;\(metadata)beta1",
        "application/yaml;as=Table;g=meta.k8s.io;v=v1",
    ]

    private var server: ServerFixture

    init() throws { server = try Self.filled.get() }

    @Test(arguments: forms, ["", "?pretty=1", "?labelSelector=parity%3Deven&limit=530"])
    mutating func `has every form`(accept: String, query: String) throws {
        try expectSame(query, accept: accept, gzip: false)
    }

    @Test(arguments: forms) mutating func `may be compressed`(accept: String) throws {
        try expectSame(accept: accept, gzip: true)
    }

    @Test mutating func `shows what there was when it was asked for`() throws {
        let request = try request("GET", ServerFixture.leases, [:])
        guard case .list(_, var list) = server.respond(to: request) else {
            Issue.record("the list comes at once")
            return
        }
        var body: [UInt8] = []
        #expect(list.produce(into: &body) == .more)
        let begun = body.count

        try server.send("DELETE", "/l7")
        try server.create("new")
        untilDone { list.produce(into: &body) != .more }

        let items = try #require(try JSONParser.parse(body)["items"]?.array)
        let names = Set(items.compactMap { $0["metadata"]?["name"]?.string })
        #expect(items.count == Self.count && names.contains("l7") && !names.contains("new"))
        #expect(begun < body.count / 3)
    }

    @Test mutating func `is searched in slices`() throws {
        let query = "?labelSelector=parity%3Deven"
        let options = try ListOptions(
            QueryParameters([("labelSelector", "parity=even")]), isWatch: false)
        let served = try #require(
            server.registry.catalog.resource(
                group: "coordination.k8s.io", version: "v1", name: "leases"))
        guard
            case .search(var search) =
                try server.registry.list(Target(served, namespace: "default"), options)
        else { return }

        var slices = 0
        var page: ListPage?
        untilDone {
            slices += 1
            page = search.proceed(looksMax: 100)
            return page != nil
        }

        #expect(slices == 11)
        #expect(try #require(page).objects.count == Self.count / 2)
        try expectSame(query, accept: "application/json", gzip: false)
    }

    /// Holds a list in slices to the same at once.
    private mutating func expectSame(
        _ query: String = "", accept: String, gzip: Bool
    ) throws {
        let request = try request(
            "GET", ServerFixture.leases + query,
            ["Accept": accept, "Accept-Encoding": gzip ? "gzip" : nil])
        var resolved = server.api.resolve(request)
        resolved.isAnsweredAtOnce = true
        guard
            case .complete(let whole) =
                server.api.perform(&resolved, in: &server.registry, at: server.now).kind
        else {
            Issue.record("the list does not come at once")
            return
        }

        let answer = try server.answer(to: request)

        let body = gzip ? try inflate(answer.body) : answer.body
        #expect(body == (gzip ? try inflate(whole.body) : whole.body))
        for name in ["Content-Type", "Content-Encoding", "Vary", "Warning"] {
            #expect(answer.fields[name] == whole.fields[name])
        }
    }
}
