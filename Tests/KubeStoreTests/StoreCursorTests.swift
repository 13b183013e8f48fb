import KubeStore
import Testing

@Suite struct `A cursor` {
    private var store = ObjectStore(revision: 10)

    /// What `reading` gives: the revisions of the changes, or why there are none.
    private func text(_ reading: StoreReading) -> String {
        switch reading {
        case .changes(let events): events.map { String($0.revision) }.joined(separator: " ")
        case .startAgain(let reason): "\(reason)"
        }
    }

    @Test mutating func `starts, and then reads each change once`() {
        var cursor = StoreCursor()
        store.put(lease("a"), at: leaseKey("a"))

        #expect(text(store.read(&cursor)) == "unread")
        store.put(lease("b"), at: leaseKey("b"))
        store.put(lease("c"), at: leaseKey("c"))
        #expect(text(store.peek(cursor)) == "12 13")
        #expect(text(store.read(&cursor)) == "12 13")
        #expect(text(store.read(&cursor)) == "")
    }

    @Test mutating func `goes on where it was moved to`() throws {
        var cursor = store.end
        for name in ["a", "b", "c"] { store.put(lease(name), at: leaseKey(name)) }

        cursor.move(past: try #require(store.events(after: 11)?.first))

        #expect(text(store.read(&cursor)) == "13")
    }

    @Test
    mutating func `finds out that what it read was undone, when other changes have its place`() {
        store.markKept()
        store.put(lease("a", holder: "one"), at: leaseKey("a"))
        var cursor = store.end
        var slower = store.cursor(after: 10)

        store.undo()
        #expect(text(store.peek(cursor)) == "undone")
        store.put(lease("a", holder: "two"), at: leaseKey("a"))

        #expect(text(store.read(&cursor)) == "undone")
        #expect(text(store.read(&cursor)) == "")
        #expect(text(store.read(&slower)) == "11")
    }

    @Test mutating func `finds out that another store has taken the place of the one it read`() {
        var cursor = store.end

        store = ObjectStore(revision: 10)

        #expect(text(store.read(&cursor)) == "reset")
        #expect(text(store.read(&cursor)) == "")
    }

    @Test mutating func `tells a store from a copy that went another way`() {
        let copy = store
        store.put(lease("a"), at: leaseKey("a"))
        var cursor = store.end

        store = copy
        store.put(lease("b"), at: leaseKey("b"))

        #expect(text(store.read(&cursor)) == "undone")
    }

    @Test mutating func `stands where the history begins, or is too old`() {
        for name in ["a", "b", "c"] { store.put(lease(name), at: leaseKey(name)) }
        var cursor = store.cursor(after: 12)
        var older = store.cursor(after: 11)

        store.compact(upTo: 12)

        #expect(text(store.read(&older)) == "tooOld")
        #expect(text(store.read(&cursor)) == "13")
    }

    @Test mutating func `may wait for a change that is to come`() {
        var cursor = store.cursor(after: 12)

        for name in ["a", "b"] {
            store.put(lease(name), at: leaseKey(name))
            #expect(text(store.read(&cursor)) == "")
        }
        store.put(lease("c"), at: leaseKey("c"))

        #expect(text(store.read(&cursor)) == "13")
    }
}
