import KubeAPI
import KubeJSON
import KubeStore
import KubeTestSupport
import Testing

@testable import KubeRegistry

@Suite struct `A namespace` {
    // COR-006
    @Test(arguments: ["default", "kube-system", "kube-public"])
    func `that a cluster needs cannot be deleted`(name: String) throws {
        var fixture = try RegistryFixture()

        let error = failure { try fixture.delete("namespaces/\(name)") }

        #expect(error?.code == 403)
        #expect(
            error?.message
                == "namespaces \"\(name)\" is forbidden: this namespace may not be deleted")
    }

    // COR-009
    @Test func `goes with everything in it`() throws {
        var fixture = try RegistryFixture()
        var controller = NamespaceController()
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)
        try fixture.delete("namespaces/lab")
        #expect(try fixture.get("namespaces/lab")["status"]?["phase"] == "Terminating")

        controller.advance(to: fixture.now, in: &fixture.registry)

        #expect(failure { try fixture.get("leases/a") }?.code == 404)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    // COR-009
    @Test func `waits for what finalizers keep`() throws {
        var fixture = try RegistryFixture()
        var controller = NamespaceController()
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["a/b"]}}"#)
        try fixture.delete("namespaces/lab")

        controller.advance(to: fixture.now, in: &fixture.registry)
        #expect(try fixture.get("leases/a").isTerminating)
        #expect(failure { try fixture.get("namespaces/lab") } == nil)

        try fixture.merge("leases/a", #"{"metadata":{"finalizers":null}}"#)
        controller.advance(to: fixture.now, in: &fixture.registry)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
        #expect(
            !controller.isBehind(fixture.registry.store) || fixture.registry.namespace("lab") == nil
        )
    }

    @Test func `with much in it goes a part at a time`() throws {
        var fixture = try RegistryFixture()
        var controller = NamespaceController()
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

        var counts: [Int] = []
        untilDone {
            controller.advance(to: fixture.now, in: &fixture.registry)
            counts.append(fixture.registry.store.objects.count { $0.key.namespace == "lab" })
            return !controller.hasMore
        }

        #expect(counts == [168, 136, 104, 72, 40, 8, 0])
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
        #expect(!controller.isBehind(fixture.registry.store))
    }

    @Test func `is not gone through again for what happens elsewhere`() throws {
        var fixture = try RegistryFixture()
        var controller = NamespaceController()
        for number in 0..<100 {
            let metadata = #"{"name":"a\#(number)","finalizers":["a/b"]}"#
            try fixture.create("leases", #"{"metadata":\#(metadata)}"#)
        }
        try fixture.delete("namespaces/lab")
        untilDone {
            controller.advance(to: fixture.now, in: &fixture.registry)
            return !controller.hasMore
        }

        try fixture.create("namespaces", #"{"metadata":{"name":"other"}}"#)
        controller.advance(to: fixture.now, in: &fixture.registry)

        #expect(!controller.hasMore)
        for number in 0..<100 {
            try fixture.merge("leases/a\(number)", #"{"metadata":{"finalizers":null}}"#)
            controller.advance(to: fixture.now, in: &fixture.registry)
        }
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
    }

    @Test func `that was finalized with something in it, and made anew, loses nothing`() throws {
        var fixture = try RegistryFixture()
        var controller = NamespaceController()
        for number in 0..<100 {
            try fixture.create("leases", #"{"metadata":{"name":"a\#(number)"}}"#)
        }
        try fixture.delete("namespaces/lab")
        controller.advance(to: fixture.now, in: &fixture.registry)

        let served = try fixture.target("namespaces").served
        let target = Target(served, namespace: "", name: "lab", subresource: "finalize")
        _ = try fixture.registry.update(target, fixture.context) { $0.spec = JSONObject() }
        try fixture.create("namespaces", #"{"metadata":{"name":"lab"}}"#)
        untilDone {
            controller.advance(to: fixture.now, in: &fixture.registry)
            return !controller.hasMore
        }

        #expect(try fixture.get("namespaces/lab")["status"]?["phase"] == "Active")
        #expect(fixture.registry.store.objects("leases", namespace: "lab").count == 68)
    }
}
