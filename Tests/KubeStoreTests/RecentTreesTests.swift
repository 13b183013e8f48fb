import KubeJSON
import KubeTime
import Testing

@testable import KubeStore

@Suite struct `The trees of a store` {
    @Test func `are at hand after a write`() {
        var store = ObjectStore()

        let draft = store.draft(of: lease("a"), at: leaseKey("a"))
        let stored = store.put(draft, time: Timestamp(seconds: 0))

        let tree = stored.recentTree
        #expect(tree != nil)
        stored.recentTree = nil
        #expect(stored.object == tree)
    }

    @Test func `are forgotten once too many others are at hand`() {
        var trees = RecentTrees(RecentTrees.Budget(objects: 3))
        let objects = (1...12).map { object("a", revision: $0) }

        for object in objects { trees.add(object.object, of: object) }

        #expect(
            objects.map { $0.recentTree != nil } == [Bool](repeating: false, count: 9) + [
                true, true, true,
            ])
    }

    @Test func `are forgotten once they are too large together, but for the newest`() {
        let objects = (1...4).map { object("a", revision: $0) }
        let bytes = objects[0].body.count
        var trees = RecentTrees(RecentTrees.Budget(bytes: 2 * bytes))

        for object in objects { trees.add(object.object, of: object) }
        #expect(objects.map { $0.recentTree != nil } == [false, false, true, true])

        let large = object(String(repeating: "a", count: 3 * bytes), revision: 5)
        trees.add(large.object, of: large)
        #expect(
            (objects + [large]).map { $0.recentTree != nil } == [false, false, false, false, true])
    }

    @Test func `are at hand once somebody wants to look`() {
        var store = ObjectStore()
        let stored = store.put(lease("a"), at: leaseKey("a"))
        let tree = stored.object
        stored.recentTree = nil
        #expect(stored.object == tree)
        #expect(stored.recentTree == nil)

        store.prepareTree(of: stored)

        #expect(stored.recentTree == tree)
    }

    private func object(_ name: String, revision: Int) -> StoredObject {
        StoredObject(
            key: leaseKey(name), revision: UInt64(revision), object: lease(name), fields: [])
    }
}
