import KubeAPI
import KubeJSON
import KubeStore
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `Creating an object` {
    // CRE-002
    @Test func `sets what the server alone knows`() throws {
        var fixture = try RegistryFixture()

        let lease = try fixture.create(
            "leases",
            """
            {"metadata":{"name":"a","uid":"mine","creationTimestamp":"2000-01-01T00:00:00Z",
             "deletionTimestamp":"2000-01-01T00:00:00Z","deletionGracePeriodSeconds":7,
             "selfLink":"/x","generation":3,"labels":{"l":"1"},"finalizers":["a/b"]}}
            """)

        #expect(lease.metadataText("uid").utf8.count == 36)
        #expect(lease.metadataText("creationTimestamp") == "2026-01-01T00:00:00Z")
        #expect(lease.metadataText("namespace") == "lab")
        #expect(lease.version == String(fixture.registry.store.revision))
        #expect(lease.metadata["generation"] == 3)
        #expect(lease.metadata["labels"] == ["l": "1"])
        #expect(lease.finalizers == ["a/b"])
        for key in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"] {
            #expect(lease.metadata[key] == nil)
        }
        #expect(
            owners(of: lease) == [
                #"Update tester v1 00: {"metadata":{"finalizers":{".":{},"v:\"a/b\"":{}},"#
                    + #""labels":{".":{},"l":{}}}}"#
            ])
    }

    // CRE-004
    @Test func `in another namespace than the path's is refused`() throws {
        var fixture = try RegistryFixture()

        let error = failure {
            try fixture.create("leases", #"{"metadata":{"name":"a","namespace":"other"}}"#)
        }

        #expect(error?.code == 400)
        #expect(
            error?.message == "the namespace of the provided object does not match the namespace "
                + "sent on the request")
    }

    // CRE-005
    @Test func `whose name is taken is refused`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)

        let error = failure { try fixture.create("leases", #"{"metadata":{"name":"a"}}"#) }

        #expect(error?.code == 409)
        #expect(error?.reason == "AlreadyExists")
        #expect(error?.message == #"leases.coordination.k8s.io "a" already exists"#)
        #expect(error?.details?.kind == "leases")
    }

    // CRE-005
    @Test func `whose name is that of a terminating object says so`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["a/b"]}}"#)
        try fixture.delete("leases/a")

        let error = failure { try fixture.create("leases", #"{"metadata":{"name":"a"}}"#) }

        #expect(
            error?.message
                == #"object is being deleted: leases.coordination.k8s.io "a" already exists"#)
    }

    // CRE-006
    @Test(arguments: [
        ("gen-", "gen-"),
        (String(repeating: "x", count: 70), String(repeating: "x", count: 58)),
    ])
    func `without a name makes one up`(prefix: String, kept: String) throws {
        var fixture = try RegistryFixture()

        let lease = try fixture.create("leases", #"{"metadata":{"generateName":"\#(prefix)"}}"#)

        let name = lease.metadataText("name")
        #expect(name.hasPrefix(kept))
        #expect(name.utf8.count == kept.utf8.count + 5)
        #expect(lease.metadataText("generateName") == prefix)
    }

    // CRE-006
    @Test func `tries eight names before it gives up`() throws {
        var fixture = try RegistryFixture()
        // What the registry will draw: the uid, then eight suffixes.
        var random = fixture.registry.random
        _ = random.uuid()
        let names = (0..<8).map { _ in "g-" + random.suffix(length: 5) }
        let drawn = fixture.registry.random
        for name in names { try fixture.create("leases", #"{"metadata":{"name":"\#(name)"}}"#) }
        fixture.registry.random = drawn

        let error = failure { try fixture.create("leases", #"{"metadata":{"generateName":"g-"}}"#) }

        #expect(
            error?.message == "leases.coordination.k8s.io \"\(names[7])\" already exists, the "
                + "server was not able to generate a unique name for the object")
        #expect(error?.details?.retryAfterSeconds == 1)
    }

    // CRE-007
    @Test func `with both a name and a prefix takes the name`() throws {
        var fixture = try RegistryFixture()

        let lease = try fixture.create(
            "leases", #"{"metadata":{"name":"a","generateName":"gen-"}}"#)

        #expect(lease.metadataText("name") == "a")
    }

    // CRE-008
    @Test func `with neither is refused`() throws {
        var fixture = try RegistryFixture()

        let error = failure { try fixture.create("leases", "{}") }

        #expect(
            error?.message == #"Lease.coordination.k8s.io "" is invalid: metadata.name: "#
                + "Required value: name or generateName is required")
    }

    // CRE-009
    @Test(arguments: [("0", true), ("", true), ("abc", true), ("7", false)])
    func `has no say in its version`(version: String, isAccepted: Bool) throws {
        var fixture = try RegistryFixture()

        let error = failure {
            try fixture.create(
                "leases", #"{"metadata":{"name":"a","resourceVersion":"\#(version)"}}"#)
        }

        #expect((error == nil) == isAccepted)
        #expect(
            error.map { $0.code == 500 && $0.reason.isEmpty } ?? true)
        #expect(
            error.map {
                $0.message == "resourceVersion should not be set on objects to be created"
            } ?? true)
    }

    // CRE-013
    @Test func `drops owners that come twice, with a warning`() throws {
        var fixture = try RegistryFixture()
        let owner = #"{"apiVersion":"v1","kind":"Pod","name":"p","uid":"u"}"#
        let document = try object(
            #"{"metadata":{"name":"a","ownerReferences":[\#(owner),\#(owner)]},"spec":{}}"#)

        let result = try fixture.registry.create(
            document, at: fixture.target("leases"), fixture.context)

        #expect(result.isCreated)
        #expect(result.warnings.count == 1)
        #expect(
            result.warnings.first?.hasSuffix("; duplicate UID(s) observed: u") == true)
        #expect(try fixture.get("leases/a").metadata["ownerReferences"]?.array?.count == 1)
    }

    // DRY-001, DRY-002, DRY-003
    @Test func `on trial stores nothing but checks everything`() throws {
        var fixture = try RegistryFixture()
        let revision = fixture.registry.store.revision

        let lease = try fixture.create("leases", #"{"metadata":{"name":"a"}}"#, fixture.dryRun)

        #expect(lease.version.isEmpty)
        #expect(!lease.metadataText("uid").isEmpty)
        #expect(fixture.registry.store.revision == revision)
        #expect(failure { try fixture.get("leases/a") }?.code == 404)
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)
        let again = failure {
            try fixture.create("leases", #"{"metadata":{"name":"a"}}"#, fixture.dryRun)
        }
        #expect(again?.code == 409)
    }
}

@Suite struct `The namespace of a new object` {
    // CRE-010
    @Test func `must exist`() throws {
        var fixture = try RegistryFixture()
        let served = try fixture.target("leases").served
        let target = Target(served, namespace: "nowhere")

        let error = failure {
            try fixture.registry.create(try lease(), at: target, fixture.context)
        }

        #expect(error?.code == 404)
        #expect(error?.message == #"namespaces "nowhere" not found"#)
        #expect(error?.details == StatusError.Details(name: "nowhere", kind: "namespaces"))
    }

    // CRE-011
    @Test(arguments: [
        (#"{"metadata":{"name":"a"}}"#, "a"), (#"{"metadata":{"generateName":"g-"}}"#, "g-"),
        ("{}", "Unknown"),
    ])
    func `must not be terminating`(text: String, name: String) throws {
        var fixture = try RegistryFixture()
        try fixture.delete("namespaces/lab")

        let error = failure { try fixture.create("leases", text) }

        #expect(error?.code == 403)
        #expect(
            error?.message == "leases.coordination.k8s.io \"\(name)\" is forbidden: unable to "
                + "create new content in namespace lab because it is being terminated")
        #expect(error?.details?.causes.first?.reason == "NamespaceTerminating")
    }

    @Test func `is made by itself where that is switched on`() throws {
        let fixture = try RegistryFixture()
        var registry = Registry(
            catalog: fixture.registry.catalog, features: fixture.registry.features,
            provisionsNamespaces: true, random: Random(seed: 1), at: fixture.now)
        let target = Target(try fixture.target("leases").served, namespace: "new")

        _ = try registry.create(try lease(), at: target, fixture.context)

        #expect(registry.namespace("new") != nil)
    }
}
