import KubeStore
import Testing

@Suite struct `History that is forgotten by command` {
    private var store = ObjectStore(revision: 10)

    init() {
        for name in ["a", "b", "c"] { store.put(lease(name), at: leaseKey(name)) }
    }

    @Test mutating func `is no place to start from`() {
        store.expireHistory(before: 12)

        #expect(store.oldestRevision == 12)
        #expect(store.events(after: 11) == nil)
        #expect(store.events(after: 12)?.map(\.revision) == [13])
        #expect(store.objects("leases", at: 11) == nil)
        #expect(store.objects("leases", at: 12)?.paths == ["lab/a", "lab/b"])
        #expect(store.objects.paths == ["lab/a", "lab/b", "lab/c"])
    }

    @Test mutating func `does not come back`() {
        store.expireHistory(before: 13)
        store.expireHistory(before: 11)

        #expect(store.oldestRevision == 13)
    }

    @Test mutating func `is still read by who began before`() {
        var reader = store.cursor(after: 11)
        store.expireHistory(before: 13)
        store.put(lease("d"), at: leaseKey("d"))

        guard case .changes(let events) = store.read(&reader) else {
            Issue.record("the reader has to start again")
            return
        }
        #expect(events.map(\.revision) == [12, 13, 14])
    }

    @Test mutating func `is remembered again where that was not kept`() {
        store.markKept()
        store.put(lease("d"), at: leaseKey("d"))
        store.expireHistory(before: 14)
        #expect(!store.isExpiryKept)

        store.undo()

        #expect(store.isExpiryKept)
        #expect(store.oldestRevision == 10)
        #expect(store.revision == 13)
    }
}

@Suite struct `A fork of a store` {
    private var store = ObjectStore(revision: 10)

    init() {
        for name in ["a", "b"] { store.put(lease(name), at: leaseKey(name)) }
    }

    @Test mutating func `goes its own way`() throws {
        store.markKept()
        var fork = store.forked()
        fork.put(lease("c"), at: leaseKey("c"))
        if let object = store[leaseKey("a")] { store.delete(object) }

        #expect(fork.objects.paths == ["lab/a", "lab/b", "lab/c"])
        #expect(store.objects.paths == ["lab/b"])
        #expect(fork.events(after: 11)?.map(\.object.key.name) == ["b", "c"])
        #expect(store.events(after: 11)?.map(\.object.key.name) == ["b", "a"])
        #expect(fork.keptRevision == nil)
    }

    @Test mutating func `may begin with what was before`() throws {
        if let object = store[leaseKey("a")] { store.delete(object) }

        let fork = try #require(store.forked(at: 11))

        #expect(fork.revision == 11)
        #expect(fork.objects.paths == ["lab/a"])
        #expect(fork.events(after: 10)?.map(\.revision) == [11])
        store.expireHistory(before: 12)
        #expect(store.forked(at: 11) == nil)
        #expect(store.forked(at: 14) == nil)
    }

    @Test mutating func `tells readers of the original that theirs has not happened`() {
        var reader = store.end
        guard var fork = store.forked(at: 11) else { return }
        fork.put(lease("c"), at: leaseKey("c"))

        guard case .startAgain(.undone) = fork.read(&reader) else {
            Issue.record("the reader goes on")
            return
        }
    }
}
