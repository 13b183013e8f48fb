import KubeAPI
import KubeJSON
import KubeStore
import KubeTestSupport
import Testing

@testable import KubeRegistry

@Suite struct `An object that waits for its dependents` {
    private var fixture: RegistryFixture
    private var controllers = ControllerManager()

    private static let blocking: [(String, JSONValue)] = [("blockOwnerDeletion", true)]

    init() throws {
        fixture = try RegistryFixture()
        try fixture.createLease("owner")
    }

    private mutating func createChildren(_ names: [String], finalizers: [JSONValue] = []) throws {
        for name in names {
            try fixture.createLease(
                name, owners: [try fixture.owner("leases/owner", Self.blocking)],
                finalizers: finalizers)
        }
        controllers.settle(in: &fixture)
    }

    @Test(arguments: [DeleteOptions.PropagationPolicy.foreground, .orphan])
    mutating func `and has none goes`(policy: DeleteOptions.PropagationPolicy) throws {
        try fixture.delete("leases/owner", policy)
        #expect(try fixture.get("leases/owner").isTerminating)

        controllers.settle(in: &fixture)

        #expect(fixture.leases == [])
    }

    // GCO-002
    @Test mutating func `goes after those that block it`() throws {
        try createChildren(["a", "b", "c"])
        let place = fixture.registry.store.revision
        try fixture.delete("leases/owner", .foreground)

        controllers.settle(in: &fixture)

        let events = try #require(fixture.registry.store.events(after: place))
        #expect(
            events.map { "\($0.change) \($0.object.key.name)" } == [
                "modified owner", "deleted a", "deleted b", "deleted c", "deleted owner",
            ])
    }

    @Test mutating func `waits for their finalizers too, but not for those of others`() throws {
        try createChildren(["a"], finalizers: ["a/b"])
        try fixture.createLease(
            "free", owners: [try fixture.owner("leases/owner")], finalizers: ["a/b"])
        try fixture.delete("leases/owner", .foreground)

        controllers.settle(in: &fixture)
        #expect(fixture.leases == ["a", "free", "owner"])
        #expect(try fixture.get("leases/a").isTerminating)
        #expect(try fixture.get("leases/free").isTerminating)

        try fixture.merge("leases/a", #"{"metadata":{"finalizers":null}}"#)
        controllers.settle(in: &fixture)
        #expect(fixture.leases == ["free"])
    }

    @Test mutating func `goes when the last one no longer blocks it`() throws {
        try createChildren(["a"], finalizers: ["a/b"])
        try fixture.delete("leases/owner", .foreground)
        controllers.settle(in: &fixture)

        try fixture.merge("leases/a", #"{"metadata":{"ownerReferences":null}}"#)
        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["a"])
    }

    @Test mutating func `takes with it what depends on them, before them`() throws {
        try createChildren(["child"])
        try fixture.createLease(
            "grandchild", owners: [try fixture.owner("leases/child", Self.blocking)])
        controllers.settle(in: &fixture)
        let place = fixture.registry.store.revision
        try fixture.delete("leases/owner", .foreground)

        controllers.settle(in: &fixture)

        let events = try #require(fixture.registry.store.events(after: place))
        #expect(
            events.filter { $0.change == .deleted }.map(\.object.key.name)
                == ["grandchild", "child", "owner"])
    }

    @Test mutating func `leaves those that have another owner`() throws {
        try fixture.createLease("other")
        let owners = [
            try fixture.owner("leases/owner", Self.blocking), try fixture.owner("leases/other"),
        ]
        try fixture.createLease("both", owners: owners)
        controllers.settle(in: &fixture)
        try fixture.delete("leases/owner", .foreground)

        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["both", "other"])
        #expect(try fixture.owners(of: "both") == ["other"])
    }

    @Test mutating func `does not wait for one that waits for it`() throws {
        try createChildren(["child"])
        let owner = JSONWriter.text(try fixture.owner("leases/child", Self.blocking))
        try fixture.merge("leases/owner", #"{"metadata":{"ownerReferences":[\#(owner)]}}"#)
        controllers.settle(in: &fixture)
        try fixture.delete("leases/owner", .foreground)

        controllers.settle(in: &fixture)

        #expect(fixture.leases == [])
    }

    @Test(arguments: [["owner"], ["owner", "b"], ["owner", "b", "c"]])
    mutating func `does not wait for itself, when all were deleted in the foreground`(
        names: [String]
    ) throws {
        for name in names.dropFirst() { try fixture.createLease(name) }
        for (name, owner) in zip(names, names.dropFirst() + names.prefix(1)) {
            let reference = JSONWriter.text(
                try fixture.owner("leases/\(owner)", Self.blocking))
            try fixture.merge(
                "leases/\(name)", #"{"metadata":{"ownerReferences":[\#(reference)]}}"#)
        }
        controllers.settle(in: &fixture)
        for name in names { try fixture.delete("leases/\(name)", .foreground) }

        controllers.settle(in: &fixture)

        #expect(fixture.leases == [])
    }

    @Test mutating func `goes after all that it owns, however deep`() throws {
        var names = ["owner"]
        for number in 0..<6 {
            let owner = try fixture.owner("leases/\(names[number])", Self.blocking)
            names.append("a\(number)")
            try fixture.createLease("a\(number)", owners: [owner])
        }
        controllers.settle(in: &fixture)
        let place = fixture.registry.store.revision
        try fixture.delete("leases/owner", .foreground)

        controllers.settle(in: &fixture)

        let events = try #require(fixture.registry.store.events(after: place))
        #expect(
            events.filter { $0.change == .deleted }.map(\.object.key.name) == names.reversed())
    }

    // GCO-003
    @Test mutating func `can leave them behind, as others see in their managed fields`() throws {
        try createChildren((0..<40).map { "a\($0)" })
        try fixture.createLease("other")
        try fixture.merge(
            "leases/a0",
            JSONWriter.text([
                "metadata": [
                    "ownerReferences": [
                        try fixture.owner("leases/owner"), try fixture.owner("leases/other"),
                    ]
                ]
            ]))
        try fixture.delete("leases/owner", .orphan)

        controllers.settle(in: &fixture)

        #expect(fixture.leases.count == 41)
        #expect(try fixture.owners(of: "a0") == ["other"])
        #expect(try fixture.owners(of: "a1") == [])
        let managed = try fixture.get("leases/a1").metadata["managedFields"]
        #expect(managed?.array?.contains { JSONWriter.text($0).contains("ownerRef") } != true)
    }

    @Test mutating func `goes at once when its policy is changed to background`() throws {
        try createChildren(["a"], finalizers: ["a/b"])
        try fixture.delete("leases/owner", .foreground)
        controllers.settle(in: &fixture)

        try fixture.delete("leases/owner", .background)

        #expect(fixture.leases == ["a"])
    }

    @Test(arguments: [DeleteOptions.PropagationPolicy.foreground, .orphan])
    mutating func `may be told another policy at any time`(
        policy: DeleteOptions.PropagationPolicy
    ) throws {
        for partCount in 0..<6 {
            try fixture.createLease("owner\(partCount)")
            let owner = try fixture.owner("leases/owner\(partCount)", Self.blocking)
            for number in 0..<100 {
                try fixture.createLease("\(partCount)-\(number)", owners: [owner])
            }
            controllers.settle(in: &fixture)
            let other: DeleteOptions.PropagationPolicy =
                policy == .orphan ? .foreground : .orphan
            try fixture.delete("leases/owner\(partCount)", policy)
            for _ in 0..<partCount { controllers.advance(to: fixture.now, in: &fixture.registry) }
            if fixture.leases.contains("owner\(partCount)") {
                try fixture.delete("leases/owner\(partCount)", other)
            }
            controllers.settle(in: &fixture)
        }

        #expect(fixture.leases.filter { $0.hasPrefix("owner") } == ["owner"])
        for lease in fixture.leases { #expect(try fixture.owners(of: lease) == []) }
        #expect(controllers.nextDue == nil)
    }

    @Test mutating func `goes on waiting in front of a manager that comes later`() throws {
        try createChildren((0..<100).map { "a\($0)" })
        try fixture.delete("leases/owner", .orphan)

        var later = ControllerManager()
        later.settle(in: &fixture)

        #expect(fixture.leases.count == 100)
        #expect(try fixture.owners(of: "a99") == [])
    }

    @Test mutating func `is tried again when something is refused`() throws {
        try createChildren(["a"])
        fixture.registry.setGate(ClosedGate(to: "leases"))
        try fixture.delete("leases/owner", .orphan)
        controllers.settle(in: &fixture)
        #expect(fixture.leases == ["a", "owner"])

        fixture.registry.setGate(ClosedGate?.none)
        fixture.now = try #require(controllers.nextDue)
        controllers.settle(in: &fixture)

        #expect(fixture.leases == ["a"])
        #expect(controllers.nextDue == nil)
    }

    @Test(arguments: [DeleteOptions.PropagationPolicy.foreground, .orphan, .background])
    mutating func `does not fight with another manager beside it`(
        policy: DeleteOptions.PropagationPolicy
    ) throws {
        var alone = self
        for name in ["a", "b", "c"] { try alone.createChildren([name]) }
        self = alone
        try alone.fixture.delete("leases/owner", policy)
        alone.controllers.settle(in: &alone.fixture)

        var second = ControllerManager()
        second.settle(in: &fixture)
        try fixture.delete("leases/owner", policy)
        untilDone {
            controllers.advance(to: fixture.now, in: &fixture.registry)
            second.advance(to: fixture.now, in: &fixture.registry)
            return !controllers.hasMore && !second.hasMore
                && !controllers.isBehind(fixture.registry.store)
        }

        #expect(fixture.leases == alone.fixture.leases)
        #expect(fixture.registry.store.revision == alone.fixture.registry.store.revision)
    }

    @Test(arguments: [DeleteOptions.PropagationPolicy.foreground, .orphan, .background])
    mutating func `is never an event, which goes at once`(
        policy: DeleteOptions.PropagationPolicy
    ) throws {
        try fixture.create(
            "events",
            #"{"metadata":{"name":"e","finalizers":["orphan"]},"involvedObject":{"namespace":"lab"}}"#
        )

        try fixture.delete("events/e", policy)

        #expect(failure { try fixture.get("events/e") }?.code == 404)
    }
}
