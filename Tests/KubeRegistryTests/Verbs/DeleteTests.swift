import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `Deleting an object` {
    private func fixture(
        finalizers: String = ""
    ) throws -> (RegistryFixture, created: JSONObject) {
        var fixture = try RegistryFixture()
        let created = try fixture.create(
            "leases", #"{"metadata":{"name":"a","finalizers":[\#(finalizers)]}}"#)
        fixture.now = instant(5)
        return (fixture, created)
    }

    // DEL-001, DEL-012
    @Test func `removes it and tells its uid`() throws {
        var (fixture, created) = try fixture()

        let result = try fixture.delete("leases/a")

        guard case .deleted(let uid) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(uid == created.metadataText("uid"))
        #expect(failure { try fixture.get("leases/a") }?.code == 404)
        let events = fixture.registry.store.events(after: UInt64(created.version) ?? 0)
        #expect(events?.map(\.change) == [.deleted])
    }

    // DEL-004
    @Test func `that does not exist is refused`() throws {
        var (fixture, _) = try fixture()

        let error = failure { try fixture.delete("leases/b") }

        #expect(error?.code == 404)
        #expect(error?.message == #"leases.coordination.k8s.io "b" not found"#)
    }

    // DEL-002
    @Test func `with finalizers marks it, once`() throws {
        var (fixture, created) = try fixture(finalizers: #""a/b""#)

        try fixture.delete("leases/a")
        let marked = try fixture.get("leases/a")
        fixture.now = instant(9)
        try fixture.delete("leases/a")

        #expect(marked.metadataText("deletionTimestamp") == "2026-01-01T00:00:05Z")
        #expect(marked.metadata["deletionGracePeriodSeconds"] == 0)
        #expect(marked.version != created.version)
        #expect(try fixture.get("leases/a") == marked)
    }

    // WAT-016
    @Test func `is complete once the last finalizer goes`() throws {
        var (fixture, _) = try fixture(finalizers: #""a/b""#)
        try fixture.delete("leases/a")
        let revision = fixture.registry.store.revision

        try fixture.merge("leases/a", #"{"metadata":{"finalizers":[]}}"#)

        #expect(failure { try fixture.get("leases/a") }?.code == 404)
        #expect(fixture.registry.store.events(after: revision)?.map(\.change) == [.deleted])
    }

    // WAT-014
    @Test func `shows what was stored when the last finalizer goes`() throws {
        var (fixture, _) = try fixture(finalizers: #""a/b""#)
        try fixture.delete("leases/a")
        let stored = try fixture.get("leases/a")
        let revision = fixture.registry.store.revision

        try fixture.merge(
            "leases/a", #"{"metadata":{"finalizers":[]},"spec":{"holderIdentity":"x"}}"#)

        let event = fixture.registry.store.events(after: revision)?.first
        var shown = try #require(event?.object.object)
        #expect(shown.version == String(revision + 1))
        shown.metadata["resourceVersion"] = stored.metadata["resourceVersion"]
        #expect(shown == stored)
        #expect(shown.finalizers == ["a/b"])
    }

    @Test func `refuses new finalizers from then on`() throws {
        var (fixture, _) = try fixture(finalizers: #""a/b""#)
        try fixture.delete("leases/a")

        let error = failure {
            try fixture.merge("leases/a", #"{"metadata":{"finalizers":["a/b","c/d"]}}"#)
        }

        #expect(
            error?.message.contains(
                "no new finalizers can be added if the object is being deleted, found new "
                    + #"finalizers []string{"c/d"}"#) == true)
    }

    // DEL-006, DEL-007
    @Test func `can depend on the uid and the version`() throws {
        var (fixture, created) = try fixture()
        let uid = created.metadataText("uid")
        var wrongUID = DeleteOptions()
        wrongUID.uid = "x"
        var wrongVersion = DeleteOptions()
        wrongVersion.resourceVersion = "1"
        var right = DeleteOptions()
        right.uid = uid
        right.resourceVersion = created.version

        let prefix = #"Operation cannot be fulfilled on Lease.coordination.k8s.io "a": the "#
        #expect(
            failure { try fixture.delete("leases/a", wrongUID) }?.message == prefix
                + "UID in the precondition (x) does not match the UID in record (\(uid)). The "
                + "object might have been deleted and then recreated")
        #expect(
            failure { try fixture.delete("leases/a", wrongVersion) }?.message == prefix
                + "ResourceVersion in the precondition (1) does not match the ResourceVersion in "
                + "record (\(created.version)). The object might have been modified")
        #expect(failure { try fixture.delete("leases/a", right) } == nil)
    }

    // DEL-009, DEL-010
    @Test(
        arguments: [
            ("", nil, nil), ("", .background, nil), ("", .foreground, ["foregroundDeletion"]),
            ("", .orphan, ["orphan"]), (#""orphan""#, nil, ["orphan"]),
            (#""orphan""#, .background, nil), (#""orphan""#, .foreground, ["foregroundDeletion"]),
            (#""foregroundDeletion""#, nil, ["foregroundDeletion"]),
            (#""a/b","orphan""#, .background, ["a/b"]),
        ] as [(String, DeleteOptions.PropagationPolicy?, [String]?)])
    func `leaves the finalizers that the policy asks for`(
        finalizers: String, policy: DeleteOptions.PropagationPolicy?, kept: [String]?
    ) throws {
        var (fixture, _) = try fixture(finalizers: finalizers)
        var options = DeleteOptions()
        options.propagationPolicy = policy

        try fixture.delete("leases/a", options)

        #expect((try? fixture.get("leases/a"))?.finalizers == kept)
    }

    // DRY-001
    @Test(arguments: ["", #""a/b""#])
    func `on trial changes nothing`(finalizers: String) throws {
        var (fixture, created) = try fixture(finalizers: finalizers)
        var options = DeleteOptions()
        options.isDryRun = true

        let result = try fixture.delete("leases/a", options)

        #expect(try fixture.get("leases/a") == created)
        if case .terminating(.transient(let shown)) = result {
            #expect(shown.isTerminating)
        } else {
            #expect(finalizers.isEmpty)
        }
    }

    // DCO-001, DCO-002
    @Test func `by the collection takes what a list selects`() throws {
        var (fixture, _) = try fixture()
        try fixture.create("leases", #"{"metadata":{"name":"b","labels":{"x":"1"}}}"#)
        var list = ListOptions()
        list.labelSelector = try LabelSelector(parsing: "x=1")

        let target = try fixture.target("leases")
        guard case .search(let search) = try fixture.registry.list(target, list) else {
            Issue.record("the list waits")
            return
        }
        var deletion = CollectionDeletion(search, of: target, DeleteOptions())
        let found = try fixture.deleteSlice(of: &deletion, looks: 100, deletions: 100)
        let page = try #require(found)

        #expect(page.objects.map(\.key.name) == ["b"])
        #expect(try fixture.list("leases").objects.map(\.key.name) == ["a"])
    }

    @Test func `takes a collection away in slices, whatever others do meanwhile`() throws {
        var (fixture, _) = try fixture()
        for name in ["b", "c", "d", "e"] {
            try fixture.create("leases", #"{"metadata":{"name":"\#(name)"}}"#)
        }
        let target = try fixture.target("leases")
        guard case .search(let search) = try fixture.registry.list(target, ListOptions()) else {
            Issue.record("the list waits")
            return
        }
        var deletion = CollectionDeletion(search, of: target, DeleteOptions())

        let first = try fixture.deleteSlice(of: &deletion, looks: 2, deletions: 2)
        #expect(first == nil)
        #expect(try fixture.list("leases").objects.map(\.key.name) == ["c", "d", "e"])
        try fixture.delete("leases/d")
        try fixture.create("leases", #"{"metadata":{"name":"new"}}"#)
        let second = try fixture.deleteSlice(of: &deletion, looks: 2, deletions: 2)
        #expect(second == nil)
        let last = try fixture.deleteSlice(of: &deletion, looks: 2, deletions: 2)
        let page = try #require(last)

        #expect(page.objects.map(\.key.name) == ["a", "b", "c", "d", "e"])
        #expect(try fixture.list("leases").objects.map(\.key.name) == ["new"])
    }
}

extension RegistryFixture {
    /// Has a deletion do a slice; nil when there are more of them.
    fileprivate mutating func deleteSlice(
        of deletion: inout CollectionDeletion, looks: Int, deletions: Int
    ) throws(StatusError) -> ListPage? {
        try deletion.proceed(
            in: &registry, WriteContext(manager: "test", now: now), looksMax: looks,
            deletionsMax: deletions)
    }
}
