import KubeJSON
import KubeStore
import KubeTime
import Testing

@Suite struct `Writing to a store` {
    @Test func `takes the next revision each time, whatever the resource`() {
        var store = ObjectStore(revision: 7)

        let first = store.put(lease("a"), at: leaseKey("a"))
        let other = ObjectKey(resource: "events", namespace: "lab", name: "e")
        let second = store.put(lease("e"), at: other)
        store.delete(first)

        #expect([first.revision, second.revision, store.revision] == [8, 9, 10])
    }

    @Test func `puts the revision into the object`() {
        var store = ObjectStore(revision: 41)

        let stored = store.put(lease("a"), at: leaseKey("a"))

        #expect(stored.object["metadata"]?["resourceVersion"] == "42")
        #expect(
            String(decoding: stored.body, as: UTF8.self)
                == #""metadata":{"name":"a","resourceVersion":"42"},"#
                + #""spec":{"holderIdentity":"me"}}"#)
    }

    @Test func `can be tried first`() {
        var store = ObjectStore(revision: 41)

        let draft = store.draft(of: lease("a"), at: leaseKey("a"))

        #expect(draft.object.revision == 42)
        #expect((store.revision, store[leaseKey("a")] == nil) == (41, true))
        #expect(store.put(draft, time: Timestamp(seconds: 0)) === draft.object)
        #expect(store[leaseKey("a")] === draft.object)
    }

    @Test func `replaces the state under the same key only`() {
        var store = ObjectStore()
        store.put(lease("a", holder: "x"), at: leaseKey("a"))
        store.put(lease("a", holder: "y"), at: leaseKey("a", in: "other"))

        store.put(lease("a", holder: "z"), at: leaseKey("a"))

        #expect(store[leaseKey("a")]?.object["spec"]?["holderIdentity"] == "z")
        #expect(
            store[leaseKey("a", in: "other")]?.object["spec"]?["holderIdentity"] == "y")
        #expect(store[leaseKey("b")] == nil)
    }

    @Test func `tells readers what was before`() throws {
        var store = ObjectStore()
        let start = store.revision
        let first = store.put(lease("a", holder: "x"), at: leaseKey("a"))
        let second = store.put(lease("a", holder: "y"), at: leaseKey("a"))
        store.delete(second)

        let events = try #require(store.events(after: start))

        #expect(events.map(\.change) == [.added, .modified, .deleted])
        #expect(events.map(\.previous?.revision) == [nil, first.revision, second.revision])
    }

    // WAT-014
    @Test func `a deletion shows the last state with its own revision`() throws {
        var store = ObjectStore()
        let stored = store.put(lease("a", holder: "x"), at: leaseKey("a"))
        store.delete(stored)

        let event = try #require(store.events(after: stored.revision)?.first)

        #expect(event.object.object["spec"]?["holderIdentity"] == "x")
        #expect(
            event.object.object["metadata"]?["resourceVersion"]
                == .string(String(stored.revision + 1)))
        #expect(store[leaseKey("a")] == nil)
    }

    @Test func `keeps labels for selectors`() {
        var store = ObjectStore()

        let stored = store.put(
            lease("a", labels: ["app": "x", "zone": ""]), at: leaseKey("a"))

        #expect(stored.labels.map(\.key) == ["app", "zone"])
        #expect(stored.labels.map(\.value) == ["x", ""])
    }
}

@Suite struct `Listing a store` {
    // LST-030
    @Test func `is in the order of namespace and name, byte by byte`() {
        var store = ObjectStore()
        for (namespace, name) in [
            ("b", "a"), ("a", "é"), ("a", "ab"), ("a-b", "a"), ("a", "a.b"), ("a", "a-b"),
            ("a", "a"),
        ] {
            store.put(lease(name), at: leaseKey(name, in: namespace))
        }

        #expect(
            store.objects("leases").paths
                == ["a-b/a", "a/a", "a/a-b", "a/a.b", "a/ab", "a/é", "b/a"])
    }

    @Test func `keeps to the namespace, and not to one that starts alike`() {
        var store = ObjectStore()
        for namespace in ["a", "a-b", "ab"] {
            store.put(lease("x"), at: leaseKey("x", in: namespace))
        }

        #expect(store.objects("leases", namespace: "a").paths == ["a/x"])
        #expect(store.objects("leases", namespace: "nope").isEmpty)
        #expect(store.objects("nope").isEmpty)
    }

    // LST-032
    @Test func `starts where it is told`() {
        var store = ObjectStore()
        for name in ["a", "b", "c"] { store.put(lease(name), at: leaseKey(name)) }

        #expect(
            store.objects("leases", namespace: "lab", from: "lab/b").paths
                == ["lab/b", "lab/c"])
        #expect(store.objects("leases", namespace: "lab", from: "lab/b\u{0}").paths == ["lab/c"])
        #expect(store.objects("leases", from: "lab/d").isEmpty)
    }

    // LST-005
    @Test func `at an old revision shows what was then`() {
        var store = ObjectStore()
        store.put(lease("a", holder: "x"), at: leaseKey("a"))
        let gone = store.put(lease("b"), at: leaseKey("b"))
        let revision = store.revision
        store.put(lease("a", holder: "y"), at: leaseKey("a"))
        store.delete(gone)
        store.put(lease("c"), at: leaseKey("c"))

        let old = store.objects("leases", at: revision)

        #expect(old?.paths == ["lab/a", "lab/b"])
        #expect(old?.first?.object["spec"]?["holderIdentity"] == "x")
        #expect(store.objects("leases").paths == ["lab/a", "lab/c"])
    }

    @Test func `at a revision of the future shows what is now`() {
        var store = ObjectStore()
        store.put(lease("a"), at: leaseKey("a"))

        #expect(store.objects("leases", at: 1000)?.paths == ["lab/a"])
    }
}

@Suite struct `The history of a store` {
    @Test func `holds what came after a revision, each change once`() {
        var store = ObjectStore(revision: 10)
        for name in ["a", "b", "c"] { store.put(lease(name), at: leaseKey(name)) }

        #expect(store.events(after: 10)?.map(\.revision) == [11, 12, 13])
        #expect(store.events(after: 12)?.map(\.revision) == [13])
        #expect(store.events(after: 13)?.isEmpty == true)
        #expect(store.events(after: 99)?.isEmpty == true)
    }

    // WAT-010, LST-009
    @Test func `does not reach back behind a compaction`() {
        var store = ObjectStore(revision: 10)
        for name in ["a", "b", "c"] { store.put(lease(name), at: leaseKey(name)) }

        store.compact(upTo: 12)

        #expect(store.oldestRevision == 12)
        #expect(store.events(after: 11) == nil)
        #expect(store.objects("leases", at: 11) == nil)
        #expect(store.events(after: 12)?.map(\.revision) == [13])
        #expect(store.objects("leases").count == 3)
    }

    @Test func `is not compacted into the future, nor back`() {
        var store = ObjectStore(revision: 10)
        store.put(lease("a"), at: leaseKey("a"))

        store.compact(upTo: 500)
        store.compact(upTo: 3)

        #expect(store.oldestRevision == 11)
        #expect(store.events(after: 11)?.isEmpty == true)
    }

    @Test(arguments: [1, 3, 64, 65, 200])
    func `keeps to its number of events`(events: Int) {
        var store = ObjectStore(revision: 0, historyEvents: events)

        for _ in 0..<500 { store.put(lease("a"), at: leaseKey("a")) }

        #expect(store.oldestRevision == UInt64(500 - events))
        #expect(store.events(after: UInt64(500 - events))?.count == events)
        #expect(store.events(after: UInt64(500 - events - 1)) == nil)
    }

    @Test func `keeps to its bytes`() throws {
        var store = ObjectStore(revision: 0, historyBytes: 10_000)

        for _ in 0..<100 {
            store.put(lease("a", holder: String(repeating: "x", count: 900)), at: leaseKey("a"))
        }

        let events = try #require(store.events(after: store.oldestRevision))
        #expect(events.reduce(0) { $0 + $1.object.body.count } <= 10_000)
        #expect(events.count == 10)
    }

    @Test func `may hold nothing at all`() {
        var store = ObjectStore(revision: 0, historyBytes: 10)

        store.put(lease("a"), at: leaseKey("a"))

        #expect(store.oldestRevision == 1)
        #expect(store.events(after: 1)?.isEmpty == true)
    }
}
