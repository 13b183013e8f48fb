import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `A namespace that a client writes` {
    // COR-003
    @Test func `with a prefix for a name gets the label of the name that is made up`() throws {
        var fixture = try RegistryFixture()

        let namespace = try fixture.create(
            "namespaces", #"{"metadata":{"generateName":"n-"}}"#)

        let name = namespace.metadataText("name")
        #expect(name.hasPrefix("n-"))
        #expect(namespace.metadata["labels"] == ["kubernetes.io/metadata.name": .string(name)])
        #expect(
            owners(of: namespace) == [#"Update tester v1 00: {"metadata":{"generateName":{}}}"#])
    }

    // COR-003
    @Test func `gives its client the finalizers that the server sets back, and no status`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create(
            "namespaces",
            #"{"metadata":{"name":"n"},"spec":{"finalizers":["a/b"]},"status":{"phase":"Active"}}"#)
        var status = try fixture.target("namespaces/n")
        status = Target(status.served, namespace: "", name: "n", subresource: "status")
        let condition: JSONValue = ["type": "T", "status": "True"]
        _ = try fixture.registry.update(status, fixture.context) { namespace in
            namespace.spec = JSONObject()
            namespace[object: "status"]["conditions"] = .array([condition])
        }

        let label =
            #"{"metadata":{"labels":{".":{},"kubernetes.io/metadata.name":{}}},"#
            + #""spec":{"finalizers":{}}}"#
        #expect(owners(of: created) == ["Update tester v1 00: " + label])
        let conditions =
            #"{"status":{"conditions":{".":{},"k:{\"type\":\"T\"}":{".":{},"status":{},"type":{}}}}}"#
        #expect(
            Set(owners(of: try fixture.get("namespaces/n"))) == [
                "Update tester v1 00: " + label, "Update tester v1 status 00: " + conditions,
            ])
    }

    // COR-004
    @Test func `belongs to who writes finalizers that are set back, from then on`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create("namespaces", #"{"metadata":{"name":"n"}}"#)
        let patch = #"{"spec":{"finalizers":["a/b"]}}"#
        fixture.now = .epoch + .seconds(5)

        let first = try fixture.merge("namespaces/n", patch)
        let again = try fixture.merge("namespaces/n", patch)
        fixture.now = .epoch + .seconds(6)
        let later = try fixture.merge("namespaces/n", patch)

        #expect(first.spec == created.spec)
        #expect(
            owners(of: first) == [
                #"Update tester v1 05: {"metadata":{"labels":{".":{},"#
                    + #""kubernetes.io/metadata.name":{}}},"spec":{"finalizers":{}}}"#
            ])
        #expect(first.version != created.version)
        // The time of the entry is all that a second write changes.
        #expect(again == first)
        #expect(later.version != first.version)
    }

    // COR-004
    @Test(arguments: [
        #"{"status":{"phase":"Terminating"}}"#,
        #"{"metadata":{"labels":{"kubernetes.io/metadata.name":"x"}}}"#,
        #"{"metadata":{"labels":{"kubernetes.io/metadata.name":null}}}"#,
    ])
    func `stays as it is when all that is written is set back`(patch: String) throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create("namespaces", #"{"metadata":{"name":"n"}}"#)
        fixture.now = .epoch + .seconds(5)

        #expect(try fixture.merge("namespaces/n", patch) == created)
    }

    // COR-004
    @Test func `is applied without effect when its label is set back again`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("namespaces", #"{"metadata":{"name":"n"}}"#)
        let target = try fixture.target("namespaces/n")
        let configuration = try object(
            #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n","#
                + #""labels":{"kubernetes.io/metadata.name":"x"}}}"#)

        var versions: [String] = []
        for second in [5, 6] as [Int64] {
            fixture.now = .epoch + .seconds(second)
            var context = fixture.context
            context.options.force = true
            _ = try fixture.registry.apply(configuration, to: target, context)
            versions.append(try fixture.get("namespaces/n").version)
        }

        let namespace = try fixture.get("namespaces/n")
        #expect(namespace.metadata["labels"]?["kubernetes.io/metadata.name"] == "n")
        #expect(owners(of: namespace).contains { $0.hasPrefix("Apply tester v1 05: ") })
        #expect(versions[0] == versions[1])
    }

    @Test func `loses a namespace of its own`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create(
            "namespaces", #"{"metadata":{"name":"n","namespace":"x"}}"#)
        let updated = try fixture.merge("namespaces/n", #"{"metadata":{"namespace":"y"}}"#)

        #expect(created.metadata["namespace"] == nil)
        #expect(updated == created)
    }

    @Test(arguments: [
        (#""metadata":{"name":"n","finalizers":["nq"]}"#, "metadata.finalizers[0]"),
        (#""metadata":{"name":"n"},"spec":{"finalizers":["a/b","nq"]}"#, "spec.finalizers"),
    ])
    func `has finalizers with a domain`(members: String, field: String) throws {
        var fixture = try RegistryFixture()

        let error = failure { try fixture.create("namespaces", "{\(members)}") }

        #expect(
            causes(of: error) == [
                #"\#(field): Invalid value: "nq": name is neither a standard finalizer name nor is "#
                    + "it fully qualified"
            ])
    }

    @Test func `terminates only when it was deleted`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("namespaces", #"{"metadata":{"name":"n"}}"#)
        let served = try fixture.target("namespaces").served
        let status = Target(served, namespace: "", name: "n", subresource: "status")

        let error = failure {
            try fixture.registry.update(status, fixture.context) { namespace in
                namespace["status"] = ["phase": "Terminating"]
            }
        }

        #expect(
            causes(of: error) == [
                #"status.Phase: Invalid value: "Terminating": may only be 'Active' if "#
                    + "`deletionTimestamp` is empty"
            ])
    }

    // COR-007
    @Test func `is deleted on conditions that are told as the store tells them`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create("namespaces", #"{"metadata":{"name":"n"}}"#)
        var uid = DeleteOptions()
        uid.uid = "x"
        var version = DeleteOptions()
        version.resourceVersion = "1"

        let wrongUID = failure { try fixture.delete("namespaces/n", uid) }
        let wrongVersion = failure { try fixture.delete("namespaces/n", version) }

        let prefix = #"Operation cannot be fulfilled on namespaces "n": Precondition failed: "#
        #expect(
            wrongUID?.message == prefix + "UID in precondition: x, UID in object meta: "
                + created.metadataText("uid"))
        #expect(wrongUID?.details?.kind == "namespaces")
        #expect(
            wrongVersion?.message == prefix + "ResourceVersion in precondition: 1, "
                + "ResourceVersion in object meta: \(created.version)")
    }
}
