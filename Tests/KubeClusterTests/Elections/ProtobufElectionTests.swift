import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

@Suite struct `Components that speak only protobuf` {
    private var client: ProtobufClient
    private var newer = ProtobufComponent("newer", emulationVersion: "1.36.0")
    private var older = ProtobufComponent("older", emulationVersion: "1.35.0")

    init() throws {
        client = try ProtobufClient()
    }

    @Test mutating func `are elected, renew, and make room for a better one`() throws {
        #expect(try newer.start(&client) == 201)
        try run(seconds: 30)
        #expect(newer.isLeader)

        // The lease of a leader that renews never runs out.
        let renewed = try lease()
        try run(seconds: 60)
        #expect(newer.isLeader)
        #expect(try lease()["renewTime"] != renewed["renewTime"])

        // One that emulates an older version comes, and takes over once the leader has yielded.
        #expect(try older.start(&client) == 201)
        try run(seconds: 60)
        #expect(newer.answeredPings > 0)
        #expect(!newer.isLeader)
        #expect(older.isLeader)
        #expect(try lease()["holderIdentity"] == "older")
        #expect(try lease()["preferredHolder"] == nil)
    }

    @Test mutating func `can send the zero time, which readers find as such`() throws {
        let path = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
        let sent: JSONValue = ["metadata": ["name": "thing"], "spec": ["acquireTime": .null]]
        #expect(try client.send("POST", path, .leaseV1, sent.object).status == 201)
        #expect(try JSONValue.object(lease()) == ["acquireTime": .null])
    }

    private mutating func run(seconds: Int) throws {
        for _ in 0..<seconds / 2 {
            try newer.step(&client)
            try older.step(&client)
            client.sleep(.seconds(2))
        }
    }

    private mutating func lease() throws -> JSONObject {
        let path = "/apis/coordination.k8s.io/v1/namespaces/default/leases/thing"
        return try client.send("GET", path, .leaseV1).object["spec"]?.object ?? JSONObject()
    }
}
