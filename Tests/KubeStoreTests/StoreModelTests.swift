import KubeJSON
import KubeStore
import KubeTime
import Testing

/// Random writes, checked against a dictionary for every revision.
@Suite struct `A store and a naive model` {
    @Test(arguments: UInt64(1)...20)
    func `agree on every revision, and on what leads from one to the next`(seed: UInt64) throws {
        var random = Random(seed: seed)
        var store = ObjectStore()
        var model = StoreModel(store.revision)

        for _ in 0..<120 {
            let key = leaseKey(
                ["a", "a-b", "ab", "é"].randomElement(using: &random) ?? "",
                in: ["x", "x-y", "xy"].randomElement(using: &random) ?? "")
            if let stored = store[key], random.next() % 3 == 0 {
                store.delete(stored)
                model.delete(key.path)
            } else {
                let holder = String(random.next() % 100)
                store.put(lease(key.name, holder: holder), at: key)
                model.put(key.path, holder: holder)
            }
        }

        for (revision, expected) in model.states {
            let listed = try #require(store.objects("leases", at: revision))
            #expect(StoreModel.state(of: listed) == expected)
            #expect(listed.paths == expected.keys.sorted { $0.precedesBytewise($1) })
            #expect(try replay(from: listed, after: revision, in: store) == model.newest)
        }
    }

    /// What a client knows that lists and then watches.
    private func replay(
        from listed: StoredObjects, after revision: UInt64, in store: ObjectStore
    ) throws -> [String: StoreModel.Lease] {
        var state = StoreModel.state(of: listed)
        var last = revision
        for event in try #require(store.events(after: revision)) {
            #expect(event.revision > last)
            last = event.revision
            let lease = StoreModel.Lease(event.object)
            state[event.object.key.path] = event.change == .deleted ? nil : lease
        }
        return state
    }
}

/// Every state that a store went through.
private struct StoreModel {
    struct Lease: Hashable {
        let holder: String
        let revision: UInt64
    }

    private(set) var newest: [String: Lease] = [:]
    private(set) var states: [UInt64: [String: Lease]] = [:]
    private var revision: UInt64

    init(_ revision: UInt64) {
        self.revision = revision
        states[revision] = newest
    }

    mutating func put(_ path: String, holder: String) {
        revision += 1
        newest[path] = Lease(holder: holder, revision: revision)
        states[revision] = newest
    }

    mutating func delete(_ path: String) {
        revision += 1
        newest[path] = nil
        states[revision] = newest
    }

    static func state(of objects: some Sequence<StoredObject>) -> [String: Lease] {
        Dictionary(uniqueKeysWithValues: objects.map { ($0.key.path, Lease($0)) })
    }
}

extension StoreModel.Lease {
    init(_ stored: StoredObject) {
        holder = stored.object["spec"]?["holderIdentity"]?.string ?? ""
        revision = stored.revision
    }
}
