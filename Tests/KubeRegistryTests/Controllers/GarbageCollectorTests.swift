import KubeAPI
import KubeJSON
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeRegistry

extension RegistryFixture {
    /// A reference to the object at `path`; `members` are added or changed.
    func owner(_ path: String, _ members: [(String, JSONValue)] = []) throws -> JSONValue {
        let target = try target(path)
        let object = try registry.get(target).object
        var reference = JSONObject([
            ("apiVersion", .string(target.served.kind.apiVersion)),
            ("kind", .string(target.served.kind.name)), ("name", object.name),
            ("uid", .string(object.metadataText("uid"))),
        ])
        for (key, value) in members { reference[key] = value }
        return .object(reference)
    }

    /// Creates a lease with owners and finalizers.
    mutating func createLease(
        _ name: String, owners: [JSONValue] = [], finalizers: [JSONValue] = []
    ) throws {
        let metadata: JSONValue = [
            "name": .string(name), "ownerReferences": .array(owners),
            "finalizers": .array(finalizers),
        ]
        try create("leases", JSONWriter.text(["metadata": metadata]))
    }

    /// Deletes the object at `path` with a policy.
    mutating func delete(
        _ path: String, _ policy: DeleteOptions.PropagationPolicy?
    ) throws {
        var options = DeleteOptions()
        options.propagationPolicy = policy
        try delete(path, options)
    }

    /// The names of the leases that there are.
    var leases: [String] {
        registry.store.objects("leases", namespace: "lab").map(\.key.name)
    }

    /// The names of the owners of a lease.
    func owners(of lease: String) throws -> [String] {
        OwnerReference.all(of: try get("leases/\(lease)")).map(\.name)
    }
}

@Suite struct `An object with owners` {
    private var fixture: RegistryFixture
    private var controllers = ControllerManager()

    init() throws {
        fixture = try RegistryFixture()
        try fixture.createLease("owner")
        try fixture.createLease("child", owners: [try fixture.owner("leases/owner")])
        controllers.settle(in: &fixture)
    }

    @Test mutating func `stays as long as one of them is there`() throws {
        #expect(fixture.leases == ["child", "owner"])
        #expect(!controllers.hasMore && controllers.nextDue == nil)
    }

    // GCO-001
    @Test mutating func `goes once all of them are gone, and so do those that it owns`() throws {
        try fixture.createLease("grandchild", owners: [try fixture.owner("leases/child")])
        try fixture.delete("leases/owner")

        controllers.settle(in: &fixture)

        #expect(fixture.leases == [])
        let collected = controllers.takeCollected()
        #expect(collected.map(\.key.name) == ["child", "grandchild"])
        #expect(collected[0].owners[0].hasPrefix("coordination.k8s.io/v1/Lease owner (uid "))
        #expect(controllers.takeCollected().isEmpty)
    }

    // GCO-004
    @Test mutating func `loses the reference to one that is gone when there is another`() throws {
        try fixture.createLease("other")
        let owners = [try fixture.owner("leases/owner"), try fixture.owner("leases/other")]
        try fixture.createLease("both", owners: owners)
        controllers.settle(in: &fixture)
        try fixture.delete("leases/owner")

        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["both", "other"])
        #expect(try fixture.owners(of: "both") == ["other"])
    }

    @Test mutating func `goes when its owner is another one of the same name`() throws {
        try fixture.delete("leases/owner")
        try fixture.createLease("owner")

        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["owner"])
    }

    @Test(
        arguments: [
            [("uid", "00000000-0000-0000-0000-000000000000")], [("name", "nobody")],
            [("kind", "Event"), ("apiVersion", "events.k8s.io/v1")],
            [("kind", "Namespace"), ("apiVersion", "v1"), ("name", "lab")],
        ] as [[(String, JSONValue)]])
    mutating func `goes when there never was such an owner`(
        members: [(String, JSONValue)]
    ) throws {
        try fixture.createLease("stray", owners: [try fixture.owner("leases/owner", members)])

        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["child", "owner"])
    }

    // GCO-005
    @Test(
        arguments: [
            [("kind", "Pod"), ("apiVersion", "v1")], [("apiVersion", "coordination.k8s.io/v2")],
        ] as [[(String, JSONValue)]])
    mutating func `is left alone when nothing is known of the kind of one`(
        members: [(String, JSONValue)]
    ) throws {
        let owners = [
            try fixture.owner("leases/owner"), try fixture.owner("leases/owner", members),
        ]
        try fixture.createLease("stray", owners: owners)
        try fixture.delete("leases/owner")

        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["stray"])
        #expect(try fixture.owners(of: "stray") == ["owner", "owner"])
    }

    @Test mutating func `may be owned by its namespace`() throws {
        try fixture.createLease("housed", owners: [try fixture.owner("namespaces/lab")])

        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["child", "housed", "owner"])
    }

    // GCO-005
    @Test mutating func `without a namespace is left alone when the owner has one`() throws {
        let owner = JSONWriter.text(try fixture.owner("leases/owner"))
        try fixture.create(
            "namespaces", #"{"metadata":{"name":"owned","ownerReferences":[\#(owner)]}}"#)
        try fixture.delete("leases/owner")

        controllers.settle(in: &fixture)

        #expect(try fixture.get("namespaces/owned")["status"]?["phase"] == "Active")
    }

    @Test mutating func `goes when its owner is in another namespace`() throws {
        let owner = try fixture.owner("leases/owner")
        fixture.registry.provisionNamespace("other", at: fixture.now)
        let served = try fixture.target("leases").served
        let lease: JSONObject = [
            "metadata": ["name": "stray", "ownerReferences": .array([owner])]
        ]
        let target = Target(served, namespace: "other")
        _ = try fixture.registry.create(
            served.kind.schema.canonical(lease), at: target, fixture.context)

        controllers.settle(in: &fixture)

        #expect(fixture.registry.store.objects("leases", namespace: "other").isEmpty)
        #expect(fixture.leases == ["child", "owner"])
    }

    @Test(arguments: [("orphan", ["child", "grandchild"]), ("foregroundDeletion", [])])
    mutating func `is deleted as its own finalizer says`(
        finalizer: String, left: [String]
    ) throws {
        try fixture.merge("leases/child", #"{"metadata":{"finalizers":["\#(finalizer)","a/b"]}}"#)
        try fixture.createLease("grandchild", owners: [try fixture.owner("leases/child")])
        try fixture.delete("leases/owner")

        controllers.settle(in: &fixture)

        #expect(try fixture.get("leases/child").finalizers == ["a/b"])
        #expect(fixture.leases.contains("grandchild") == (finalizer == "orphan"))
    }

    @Test mutating func `that is an event stays, as the collector never looks at events`() throws {
        let owner = JSONWriter.text(try fixture.owner("leases/owner"))
        try fixture.create(
            "events",
            #"{"metadata":{"name":"e","ownerReferences":[\#(owner)]},"#
                + #""involvedObject":{"namespace":"lab"}}"#)
        try fixture.delete("leases/owner")

        controllers.settle(in: &fixture)

        #expect(failure { try fixture.get("events/e") } == nil)
    }

    @Test mutating func `among many goes a part at a time`() throws {
        for number in 0..<100 {
            try fixture.createLease("a\(number)", owners: [try fixture.owner("leases/owner")])
        }
        controllers.settle(in: &fixture)
        try fixture.delete("leases/owner")

        var counts = [fixture.leases.count]
        untilDone {
            controllers.advance(to: fixture.now, in: &fixture.registry)
            counts.append(fixture.leases.count)
            return !controllers.hasMore
        }

        #expect(counts.last == 0)
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 - $1 <= 32 })
    }

    @Test mutating func `is known of to a manager that comes later`() throws {
        try fixture.delete("leases/owner")

        var later = ControllerManager()
        later.settle(in: &fixture)

        #expect(fixture.leases == [])
    }

    @Test mutating func `is not lost when the only reference to it is renewed`() throws {
        for _ in 0..<3 {
            try fixture.merge("leases/child", #"{"spec":{"leaseTransitions":1}}"#)
            try fixture.merge("leases/child", #"{"spec":{"leaseTransitions":2}}"#)
            controllers.advance(to: fixture.now, in: &fixture.registry)
            #expect(!controllers.hasMore)
        }
    }

    // A namespace that a cluster needs cannot be deleted, whoever it belongs to.
    @Test mutating func `that cannot be deleted is tried again, ever more rarely`() throws {
        let owner = JSONWriter.text(
            try fixture.owner("namespaces/lab", [("uid", "gone"), ("name", "nobody")]))
        try fixture.merge(
            "namespaces/default", #"{"metadata":{"ownerReferences":[\#(owner)]}}"#)

        var pauses: [Duration] = []
        for _ in 0..<12 {
            controllers.settle(in: &fixture)
            let next = try #require(controllers.nextDue)
            pauses.append(next - fixture.now)
            fixture.now = next
        }

        #expect(pauses.prefix(4) == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        #expect(pauses.suffix(2) == [.seconds(1024), .seconds(1024)])
        #expect(controllers.takeCollected().isEmpty)
    }
}
