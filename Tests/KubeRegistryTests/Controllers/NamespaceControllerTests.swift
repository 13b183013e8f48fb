import KubeAPI
import KubeJSON
import KubeStore
import KubeTestSupport
import Testing

@testable import KubeRegistry

@Suite struct `A namespace` {
    private var fixture: RegistryFixture
    private var controllers = ControllerManager()

    init() throws {
        fixture = try RegistryFixture()
    }

    // COR-006
    @Test(arguments: ["default", "kube-system", "kube-public"])
    mutating func `that a cluster needs cannot be deleted`(name: String) throws {
        let error = failure { try fixture.delete("namespaces/\(name)") }

        #expect(error?.code == 403)
        #expect(
            error?.message
                == "namespaces \"\(name)\" is forbidden: this namespace may not be deleted")
    }

    // COR-009
    @Test mutating func `goes with everything in it`() throws {
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)
        try fixture.delete("namespaces/lab")
        #expect(try fixture.get("namespaces/lab")["status"]?["phase"] == "Terminating")

        controllers.settle(in: &fixture)

        #expect(failure { try fixture.get("leases/a") }?.code == 404)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    // COR-009
    @Test mutating func `waits for what finalizers keep`() throws {
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["a/b"]}}"#)
        try fixture.delete("namespaces/lab")

        controllers.settle(in: &fixture)
        #expect(try fixture.get("leases/a").isTerminating)
        #expect(failure { try fixture.get("namespaces/lab") } == nil)

        try fixture.merge("leases/a", #"{"metadata":{"finalizers":null}}"#)
        controllers.settle(in: &fixture)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
        #expect(!controllers.isBehind(fixture.registry.store))
    }

    @Test(arguments: [DeleteOptions.PropagationPolicy.foreground, .orphan, .background, nil])
    mutating func `that is empty goes whatever the policy`(
        policy: DeleteOptions.PropagationPolicy?
    ) throws {
        try fixture.delete("namespaces/lab", policy)

        controllers.settle(in: &fixture)

        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    @Test(arguments: ["foregroundDeletion", "orphan"])
    mutating func `does not wait for the garbage of what is in it`(finalizer: String) throws {
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["\#(finalizer)"]}}"#)
        try fixture.delete("leases/a")
        try fixture.delete("namespaces/lab")

        controllers.settle(in: &fixture)

        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    @Test mutating func `with finalizers of its own is finalized, and waits for them`() throws {
        try fixture.merge("namespaces/lab", #"{"metadata":{"finalizers":["a/b"]}}"#)
        try fixture.delete("namespaces/lab")

        controllers.settle(in: &fixture)

        #expect(try fixture.get("namespaces/lab").spec.isEmpty)
        #expect(controllers.nextDue == nil)
        try fixture.merge("namespaces/lab", #"{"metadata":{"finalizers":null}}"#)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    @Test mutating func `keeps what others have to do before it goes`() throws {
        try finalize("lab", to: ["x/y", "kubernetes", "a/b"])
        try fixture.delete("namespaces/lab")

        controllers.settle(in: &fixture)

        #expect(try fixture.get("namespaces/lab").spec["finalizers"] == ["a/b", "x/y"])
        try finalize("lab", to: [])
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    @Test mutating func `takes no other policy while it is emptied`() throws {
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["a/b"]}}"#)
        try fixture.delete("namespaces/lab")
        controllers.settle(in: &fixture)
        let before = try fixture.get("namespaces/lab")

        try fixture.delete("namespaces/lab", .foreground)

        #expect(try fixture.get("namespaces/lab") == before)
    }

    @Test mutating func `with much in it goes a part at a time`() throws {
        for number in 0..<100 {
            try fixture.create("leases", #"{"metadata":{"name":"a\#(number)"}}"#)
            try fixture.create(
                "leasecandidates",
                """
                {"metadata":{"name":"c\(number)"},"spec":{"leaseName":"l","binaryVersion":"1.36.0",
                 "emulationVersion":"1.36.0","strategy":"OldestEmulationVersion"}}
                """)
        }
        try fixture.delete("namespaces/lab")
        // The first part looks at what there is.
        controllers.advance(to: fixture.now, in: &fixture.registry)

        var counts: [Int] = []
        untilDone {
            controllers.advance(to: fixture.now, in: &fixture.registry)
            counts.append(fixture.registry.store.objects.count { $0.key.namespace == "lab" })
            return !controllers.hasMore
        }

        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 - $1 <= 32 })
        #expect(counts.count < 10 && counts.last == 0)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
        #expect(!controllers.isBehind(fixture.registry.store))
    }

    @Test mutating func `is not gone through again for what happens elsewhere`() throws {
        for number in 0..<100 {
            let metadata = #"{"name":"a\#(number)","finalizers":["a/b"]}"#
            try fixture.create("leases", #"{"metadata":\#(metadata)}"#)
        }
        try fixture.delete("namespaces/lab")
        controllers.settle(in: &fixture)

        try fixture.create("namespaces", #"{"metadata":{"name":"other"}}"#)
        controllers.advance(to: fixture.now, in: &fixture.registry)

        #expect(!controllers.hasMore)
        for number in 0..<100 {
            try fixture.merge("leases/a\(number)", #"{"metadata":{"finalizers":null}}"#)
            controllers.advance(to: fixture.now, in: &fixture.registry)
        }
        controllers.settle(in: &fixture)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    @Test mutating func `that was finalized with something in it, and made anew, loses nothing`()
        throws
    {
        for number in 0..<100 {
            try fixture.create("leases", #"{"metadata":{"name":"a\#(number)"}}"#)
        }
        try fixture.delete("namespaces/lab")
        controllers.advance(to: fixture.now, in: &fixture.registry)
        let count = fixture.registry.store.objects("leases", namespace: "lab").count

        try finalize("lab", to: [])
        try fixture.create("namespaces", #"{"metadata":{"name":"lab"}}"#)
        controllers.settle(in: &fixture)

        #expect(try fixture.get("namespaces/lab")["status"]?["phase"] == "Active")
        #expect(count > 0)
        #expect(fixture.registry.store.objects("leases", namespace: "lab").count == count)
    }

    /// Sets what must be done before a namespace goes.
    private mutating func finalize(_ name: String, to finalizers: [JSONValue]) throws {
        let served = try fixture.target("namespaces").served
        let target = Target(served, namespace: "", name: name, subresource: "finalize")
        _ = try fixture.registry.update(target, fixture.context) {
            $0.spec["finalizers"] = .array(finalizers)
        }
    }
}
