import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

/// What a long list holds is the same whether it comes compressed or not, whatever was kept of the
/// lists before it.
@Suite struct `A list that is compressed` {
    private static let metadata =
        "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"
    private static let table = "application/json;as=Table;g=meta.k8s.io;v=v1"

    /// With so many leases that half of them are more than 128 KiB.
    private static let filled = Result {
        var server = try ServerFixture()
        let text = JSONValue.string(String(repeating: "x", count: 63))
        for number in 0..<600 {
            try server.create("l\(number)", labels: ["a": text, "b": text, "c": text])
        }
        return server
    }

    private var server: ServerFixture

    init() throws { server = try Self.filled.get() }

    @Test(arguments: [1, 2, 3]) mutating func `tells of every change`(seed: UInt64) throws {
        var random = Random(seed: seed)
        for round in 0..<25 {
            for _ in 0..<(random.next() % 4) {
                let name = "l\(random.next() % 650)"
                switch random.next() % 4 {
                case 0: try server.send("DELETE", "/\(name)")
                case 1: try server.create(name)
                default:
                    try server.merge(name, ["spec": ["leaseTransitions": .integer(Int64(round))]])
                }
            }
            try expectSame(accept: round % 5 == 0 ? Self.metadata : nil)
        }
    }

    @Test(arguments: ["", "?limit=500", "?limit=300", "?fieldSelector=metadata.name!=l7"])
    mutating func `may be a part of all that there is`(query: String) throws {
        for query in [query, "", query] { try expectSame(query) }
    }

    @Test(arguments: [nil, metadata, table, "application/yaml"])
    mutating func `may have any form`(accept: String?) throws {
        for _ in 1...2 { try expectSame(accept: accept) }
    }

    @Test mutating func `may go on in the next page`() throws {
        let page = try server.list("?limit=300", gzip: false)
        let document = try JSONParser.parse(page.body)
        let token = try #require(document["metadata"]?["continue"]?.string)

        for _ in 1...2 {
            try expectSame("?limit=300")
            try expectSame("?limit=300&continue=\(token)")
        }
    }

    @Test func `is longer than 128 KiB, to the byte`() throws {
        var small = try ServerFixture()
        try small.create("padded")
        while try small.list(gzip: false).body.count < 130_000 {
            try small.create("l\(small.registry.store.revision)")
        }
        var padding = 0
        for target in [131_072, 131_073, 131_072, 131_074] {
            // A revision with one digit more makes everything longer.
            while case let missing = try target - small.list(gzip: false).body.count, missing != 0 {
                padding += missing
                let text = String(repeating: "x", count: padding)
                try small.merge("padded", ["metadata": ["annotations": ["a": .string(text)]]])
            }
            let coding = try small.list(gzip: true).fields["Content-Encoding"]
            #expect(coding == (target > 131_072 ? "gzip" : nil))
        }
    }

    @Test(arguments: [
        CompressedLists.Budget(runs: 100), CompressedLists.Budget(objectBytes: 2 << 20),
    ])
    func `is forgotten when there are too many`(budget: CompressedLists.Budget) throws {
        var lists = CompressedLists(budget)
        let served = try #require(
            server.registry.catalog.resource(
                group: "coordination.k8s.io", version: "v1", name: "leases"))
        let encoder = ObjectEncoder(served, .whole, at: server.now)
        let everything = try server.registry.list(Target(served, namespace: ""), ListOptions())
        guard case .search(var search) = everything else { return }
        let found = search.proceed()
        var page = try #require(found)
        while page.objects.count > 100 {
            page.objects = page.objects.dropFirst(4)
            try #require(lists.compress(page, encoder) != nil)
            #expect(lists.runCount <= budget.runs && lists.objectBytes <= budget.objectBytes)
        }
        #expect(lists.runCount > 0)
    }

    /// Holds a list that is compressed to the same that is not.
    private mutating func expectSame(_ query: String = "", accept: String? = nil) throws {
        let plain = try server.list(query, accept: accept, gzip: false)
        let compressed = try server.list(query, accept: accept, gzip: true)

        try #require(compressed.fields["Content-Encoding"] == "gzip")
        #expect(try inflate(compressed.body) == plain.body)
        #expect(compressed.fields["Content-Type"] == plain.fields["Content-Type"])
        #expect(compressed.fields["Vary"] == "Accept-Encoding")
    }
}

extension ServerFixture {
    /// The answer with all leases.
    fileprivate mutating func list(
        _ query: String = "", accept: String? = nil, gzip: Bool
    ) throws -> HTTPResponse {
        let request = try request(
            "GET", Self.leases + query,
            ["Accept": accept, "Accept-Encoding": gzip ? "gzip" : nil])
        return try answer(to: request)
    }
}
