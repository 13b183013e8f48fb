import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

/// Random histories with forks, resets, snapshots and expiries between the writes, checked against a
/// dictionary for each cluster.
@Suite struct `Clusters that are forked, reset and restored` {
    @Test(arguments: UInt64(1)...20)
    func `are what they should be`(seed: UInt64) throws {
        var play = try StatePlay(seed: seed)
        for _ in 0..<150 { try play.step() }
        try play.check()
    }
}

/// Some clusters, and what each must hold.
private struct StatePlay {
    private var host: TestHost
    private var random: Random
    /// The holder of each lease by name, and the newest version that was seen, by the path of a cluster.
    private var expected: [String: Expected] = ["": Expected()]
    /// The snapshots that were taken.
    private var snapshots: [(text: [UInt8], expected: Expected)] = []

    private struct Expected {
        var holders: [String: String] = [:]
        var version: UInt64 = 0
        /// All uids that were ever seen in the cluster, or where it comes from.
        var uids: Set<String> = []
    }

    init(seed: UInt64) throws {
        random = Random(seed: seed)
        var options = ClusterOptions.electing
        if seed.isMultiple(of: 2) { options.clock = .manual(startingAt: .epoch) }
        host = try TestHost(options, seed: seed)
    }

    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    mutating func step() throws {
        let clusters = expected.keys.sorted()
        guard let cluster = clusters.randomElement(using: &random) else { return }
        switch random.next() % 16 {
        case 0..<6: try create(in: cluster)
        case 6, 7: try update(in: cluster)
        case 8, 9: try delete(in: cluster)
        case 10: try fork(cluster)
        case 11: try take(cluster)
        case 12: try restore(in: cluster)
        case 13 where random.next() % 3 == 0: try reset(cluster)
        case 13, 14: _ = try ask("POST", cluster + "/fake/history/expire")
        default: host.sleep(.seconds(random.next() % 10))
        }
        host.advance()
        try check(cluster)
    }

    /// Checks all clusters.
    func check() throws {
        var copy = self
        for cluster in expected.keys { try copy.check(cluster) }
    }

    private mutating func check(_ cluster: String) throws {
        let list = try ask("GET", cluster + Self.leases)
        var holders: [String: String] = [:]
        for item in list["items"]?.array ?? [] {
            let name = try #require(item[path: "metadata", "name"]?.string)
            holders[name] = try #require(item[path: "spec", "holderIdentity"]?.string)
        }
        let version = try #require(
            list[path: "metadata", "resourceVersion"]?.string.flatMap { UInt64($0) })
        #expect(holders == expected[cluster]?.holders, "\(cluster)")
        #expect(version >= expected[cluster]?.version ?? 0, "\(cluster) goes back")
        expected[cluster]?.version = version
        #expect(try watch(from: version, in: cluster) == "")
    }
}

extension StatePlay {
    private func request(_ method: String, _ path: String, _ body: [UInt8] = []) throws
        -> HTTPRequest
    {
        try HTTPRequest(
            method, path, body, fields: body.isEmpty ? [:] : ["Content-Type": "application/json"])
    }

    private mutating func ask(
        _ method: String, _ path: String, _ body: String = ""
    ) throws -> JSONValue {
        let (response, _) = try host.answer(request(method, path, Array(body.utf8)))
        #expect((200..<300).contains(response.status), "\(method) \(path) \(response.status)")
        return try JSONParser.parse(response.body)
    }

    /// What a watch from the version says at first.
    private mutating func watch(from version: UInt64, in cluster: String) throws -> String {
        let reply = host.respond(
            to: try request("GET", "\(cluster)\(Self.leases)?watch=1&resourceVersion=\(version)"))
        guard case .stream(let response, .watch(var stream)) = reply.reply.kind else {
            return "no watch"
        }
        var body = response.body
        if host.produce(&stream, in: reply.cluster, into: &body) {
            host.clusters.cancel(stream, in: reply.cluster)
        }
        return String(decoding: body, as: UTF8.self)
    }

    private mutating func lease(in cluster: String) -> String? {
        expected[cluster]?.holders.keys.sorted().randomElement(using: &random)
    }

    private mutating func create(in cluster: String) throws {
        let name = "l\(random.next() % 12)"
        guard expected[cluster]?.holders[name] == nil else { return }
        let made = try ask(
            "POST", cluster + Self.leases,
            #"{"metadata":{"name":"\#(name)"},"spec":{"holderIdentity":"h"}}"#)
        let uid = try #require(made[path: "metadata", "uid"]?.string)
        let isNew = expected[cluster]?.uids.insert(uid).inserted
        #expect(isNew == true, "the uid of \(name) is not new")
        expected[cluster]?.holders[name] = "h"
    }

    private mutating func update(in cluster: String) throws {
        guard let name = lease(in: cluster) else { return }
        let holder = "h\(random.next() % 100)"
        let (response, _) = try host.answer(
            try HTTPRequest(
                "PATCH", "\(cluster)\(Self.leases)/\(name)",
                Array(#"{"spec":{"holderIdentity":"\#(holder)"}}"#.utf8),
                fields: ["Content-Type": "application/merge-patch+json"]))
        #expect(response.status == 200)
        expected[cluster]?.holders[name] = holder
    }

    private mutating func delete(in cluster: String) throws {
        guard let name = lease(in: cluster) else { return }
        _ = try ask("DELETE", "\(cluster)\(Self.leases)/\(name)")
        expected[cluster]?.holders[name] = nil
    }

    private mutating func fork(_ cluster: String) throws {
        guard expected.count < 5 else { return }
        let origin = cluster.isEmpty ? "default" : String(cluster.dropFirst("/clusters/".count))
        let name = "c\(expected.count)"
        _ = try ask("POST", "/fake/clusters", #"{"name":"\#(name)","from":"\#(origin)"}"#)
        expected["/clusters/\(name)"] = expected[cluster]
        try check("/clusters/\(name)")
    }

    private mutating func take(_ cluster: String) throws {
        let (response, _) = try host.answer(request("GET", cluster + "/fake/snapshot"))
        snapshots.append((response.body, expected[cluster] ?? Expected()))
        // Elsewhere it is the same again, where no coordinator renews its lease at once.
        var other = try TestHost(seed: 12345, at: host.now)
        let (answer, _) = try other.answer(request("PUT", "/fake/snapshot", response.body))
        #expect(answer.status == 200)
        let (again, _) = try other.answer(request("GET", "/fake/snapshot"))
        #expect(
            String(decoding: again.body, as: UTF8.self)
                == String(decoding: response.body, as: UTF8.self))
    }

    private mutating func restore(in cluster: String) throws {
        guard let snapshot = snapshots.randomElement(using: &random) else { return }
        let (answer, _) = try host.answer(
            request("PUT", cluster + "/fake/snapshot", snapshot.text))
        #expect(answer.status == 200)
        expected[cluster]?.holders = snapshot.expected.holders
        expected[cluster]?.uids.formUnion(snapshot.expected.uids)
    }

    private mutating func reset(_ cluster: String) throws {
        _ = try ask("POST", cluster + "/fake/reset")
        expected[cluster]?.holders = [:]
    }
}
