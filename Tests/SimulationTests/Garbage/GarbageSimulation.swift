import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime

/// Clients that create objects with owners and finalizers, delete them with every policy and change
/// their minds, beside the controllers of a real server, as one function of a seed.
struct GarbageSimulation {
    private(set) var random: Random
    private(set) var server: SimulatedServer
    private(set) var timeline: Timeline
    private let actionCount: Int
    private var nameCount = 0

    /// Whether the server has a database, with which it can be started again.
    private let isKept: Bool

    /// What was there at the last revision that was looked at.
    private var last: (revision: UInt64?, snapshot: GarbageSnapshot)?

    static let namespaces = ["one", "two"]
    static let foreignFinalizer = "example.com/f"

    init(seed: UInt64, keepsTimeline: Bool = false) throws {
        random = Random(seed: seed)
        actionCount = 40 + Int(random.next() % 120)
        let isKept = random.next() % 3 == 0
        server = try SimulatedServer(
            seed: random.next(), journalBytes: isKept ? 1 << 20 : nil, at: .epoch)
        timeline = Timeline(start: .epoch, isKept: keepsTimeline)
        self.isKept = isKept
    }

    /// Plays until nothing is left to do; throws the rule that was broken.
    mutating func run() throws {
        for name in Self.namespaces { createNamespace(name) }
        for _ in 0..<actionCount {
            try act()
            // Now and then something else happens before the controllers are done.
            for _ in 0..<(random.next() % 4) { try work() }
            if random.next() % 8 == 0 { try sleep(.seconds(Int64(random.next() % 10))) }
        }
        try clearUp()
        try snapshot().judgeEnd()
    }

    /// What is there; read again only when the server has a new revision.
    mutating func snapshot() throws -> GarbageSnapshot {
        let revision = try ask("GET", "/api/v1/namespaces?limit=1").revision
        if let last, last.revision == revision { return last.snapshot }
        let snapshot = try readSnapshot()
        last = (revision, snapshot)
        return snapshot
    }

    private mutating func readSnapshot() throws -> GarbageSnapshot {
        var objects: [GarbageSnapshot.Object] = []
        for (kind, path) in [
            ("Namespace", "/api/v1/namespaces"), ("Event", "/api/v1/events"),
            ("Lease", "/apis/coordination.k8s.io/v1/leases"),
        ] {
            for item in try ask("GET", path)["items"]?.array ?? [] {
                let name = item[path: "metadata", "name"]?.string ?? ""
                let namespace = item[path: "metadata", "namespace"]?.string ?? ""
                guard Self.namespaces.contains(kind == "Namespace" ? name : namespace) else {
                    continue
                }
                objects.append(
                    GarbageSnapshot.Object(
                        kind: kind, namespace: namespace, name: name, document: item))
            }
        }
        return GarbageSnapshot(objects)
    }
}

// MARK: - The server

extension GarbageSimulation {
    /// Lets the server do a part of what is due, and judges that.
    private mutating func work() throws {
        let before = try snapshot()
        server.work()
        try server.commit()
        try snapshot().judge(after: before)
    }

    private mutating func sleep(_ duration: Duration) throws {
        let end = server.now + duration
        repeat {
            server.setClock(to: min(max(server.nextDue ?? end, server.now), end))
            try work()
        } while server.now < end || server.nextDue.map { $0 <= server.now } == true
    }

    @discardableResult
    private mutating func ask(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) throws(Violation) -> JSONValue {
        guard
            case .complete(let response) = server.exchange(
                method, path, body.map { JSONWriter.encode($0) } ?? [])
        else { throw Violation("\(method) \(path) has to wait") }
        if method != "GET" {
            timeline.note("\(method) \(path) → \(response.status)", at: server.now)
        }
        guard response.status < 500, let answer = try? JSONParser.parse(response.body) else {
            throw Violation("\(method) \(path) is answered with \(response.status)")
        }
        return answer
    }

    private mutating func restart() throws {
        guard isKept else { return }
        timeline.note("the server is killed", at: server.now)
        try server.commit()
        try server.end(cleanly: false)
        try server.start()
    }
}

// MARK: - The clients

extension GarbageSimulation {
    private mutating func act() throws {
        switch random.next() % 16 {
        case 0..<6: try create()
        case 6..<10: try delete()
        case 10..<12: try change { $0[object: "metadata"]["finalizers"] = nil }
        case 12: try change { $0[object: "metadata"]["ownerReferences"] = nil }
        case 13:
            let owners = JSONValue.array(try owners())
            try change { $0[object: "metadata"]["ownerReferences"] = owners }
        case 14: try restart()
        default: createNamespace(Self.namespaces[Int(random.next() % 2)])
        }
    }

    private mutating func createNamespace(_ name: String) {
        _ = try? ask("POST", "/api/v1/namespaces", ["metadata": ["name": .string(name)]])
    }

    private mutating func create() throws {
        nameCount += 1
        let kind = random.next() % 6 == 0 ? "Event" : "Lease"
        let namespace = Self.namespaces[Int(random.next() % 2)]
        let finalizers: [[JSONValue]] = [
            [], [], [], [.string(Self.foreignFinalizer)], ["orphan"], ["foregroundDeletion"],
        ]
        let metadata: JSONValue = [
            "name": .string("n\(nameCount)"), "ownerReferences": .array(try owners()),
            "finalizers": .array(finalizers[Int(random.next() % 6)]),
        ]
        var object: JSONObject = ["metadata": metadata]
        if kind == "Event" { object["involvedObject"] = ["namespace": .string(namespace)] }
        try ask("POST", Self.path(kind, namespace), .object(object))
    }

    /// References to objects that are there, or to nothing.
    private mutating func owners() throws -> [JSONValue] {
        let there = try snapshot().objects.filter { $0.kind != "Event" }
        var owners = (0..<random.next() % 3).map { _ -> JSONObject in
            let owner = there.isEmpty ? nil : there[Int(random.next() % UInt64(there.count))]
            guard random.next() % 8 > 0, let owner else { return stranger() }
            let isLease = owner.kind == "Lease"
            return [
                "apiVersion": isLease ? "coordination.k8s.io/v1" : "v1",
                "kind": .string(owner.kind), "name": .string(owner.name),
                "uid": .string(owner.uid),
            ]
        }
        // What is left alone must not hold up others.
        if !owners.contains(where: { $0["kind"] == "Pod" }) {
            for index in owners.indices where random.next() % 2 == 0 {
                owners[index]["blockOwnerDeletion"] = true
            }
        }
        return owners.map { .object($0) }
    }

    private mutating func stranger() -> JSONObject {
        let isKnown = random.next() % 2 == 0
        return [
            "apiVersion": isKnown ? "coordination.k8s.io/v1" : "v1",
            "kind": isKnown ? "Lease" : "Pod", "name": "stranger", "uid": .string(random.uuid()),
        ]
    }

    private mutating func delete() throws {
        guard let object = try pick() else { return }
        let policies: [JSONValue] = ["Foreground", "Background", "Orphan", .null]
        let policy = policies[Int(random.next() % 4)]
        try ask("DELETE", Self.path(of: object), ["propagationPolicy": policy])
    }

    private mutating func change(_ change: (inout JSONObject) -> Void) throws {
        guard let object = try pick(), var document = object.document.object else { return }
        change(&document)
        try ask("PUT", Self.path(of: object), .object(document))
    }

    /// An object, seldom a namespace.
    private mutating func pick() throws -> GarbageSnapshot.Object? {
        let mayBeNamespace = random.next() % 8 == 0
        let all = try snapshot().objects.filter { mayBeNamespace || $0.kind != "Namespace" }
        return all.isEmpty ? nil : all[Int(random.next() % UInt64(all.count))]
    }

    private static func path(_ kind: String, _ namespace: String) -> String {
        switch kind {
        case "Namespace": "/api/v1/namespaces"
        case "Event": "/api/v1/namespaces/\(namespace)/events"
        default: "/apis/coordination.k8s.io/v1/namespaces/\(namespace)/leases"
        }
    }

    private static func path(of object: GarbageSnapshot.Object) -> String {
        "\(path(object.kind, object.namespace))/\(object.name)"
    }

    /// Removes all finalizers that are not the collector's, and lets time pass.
    private mutating func clearUp() throws {
        for _ in 0..<4 {
            for object in try snapshot().objects where !object.foreignFinalizers.isEmpty {
                guard var document = object.document.object else { continue }
                let kept = object.finalizers.filter { !object.foreignFinalizers.contains($0) }
                document[object: "metadata"]["finalizers"] = .array(kept.map { .string($0) })
                try ask("PUT", Self.path(of: object), .object(document))
            }
            try sleep(.seconds(20))
        }
    }
}
