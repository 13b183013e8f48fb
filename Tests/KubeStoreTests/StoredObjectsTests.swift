import KubeJSON
import KubeStore
import KubeTime
import Testing

/// Thousands of objects, which lie in runs, checked against an array.
@Suite struct `Objects of a table` {
    private var store = ObjectStore()
    private var names: [String] = []

    @Test(arguments: UInt64(1)...4)
    mutating func `are what was written, in order`(seed: UInt64) throws {
        try write(2500, seed: seed)

        let objects = store.objects("leases")
        #expect(objects.map(\.key.name) == names)
        #expect(objects.slices.joined().map(\.key.name) == names)
        #expect(objects.reversed().map(\.key.name) == names.reversed())
        #expect(objects.count == names.count)
        var random = Random(seed: seed)
        for _ in 0..<50 {
            let (skipped, taken) = (Int(random.next() % 2000), Int(random.next() % 2000))
            let part = objects.dropFirst(skipped).prefix(taken)
            let expected = names.dropFirst(skipped).prefix(taken)
            #expect(part.map(\.key.name) == Array(expected))
            #expect(part.slices.joined().map(\.key.name) == Array(expected))
            #expect(part.count == expected.count && part.last?.key.name == expected.last)
        }
    }

    @Test mutating func `can be taken out from the beginning on`() throws {
        try write(2500, seed: 3)
        var rest = store.objects("leases")
        var taken: [String] = []

        for count in [0, 1, 511, 512, 700, 5000, 1] {
            taken += rest.takeFirst(count).map(\.key.name)
            #expect(rest.map(\.key.name) == Array(names.dropFirst(taken.count)))
            #expect(rest.count == names.count - taken.count)
        }

        #expect(taken == names)
    }

    @Test mutating func `are found from any place on`() throws {
        try write(2500, seed: 7)

        for name in ["", "0", names[0], names[600], names[600] + "0", names[1000], "~"] {
            let expected = names.filter { !$0.precedesBytewise(name) }
            let found = store.objects("leases", namespace: "x", from: "x/" + name)
            #expect(found.map(\.key.name) == expected)
        }
        #expect(store.objects("leases", namespace: "w").isEmpty)
        #expect(store.objects("leases", namespace: "y").isEmpty)
    }

    @Test mutating func `stay as they were for whoever holds them`() throws {
        try write(1500, seed: 5)
        let (held, before) = (store.objects("leases"), names)
        let revisions = held.map(\.revision)

        try write(1500, seed: 6)

        #expect(names != before)
        #expect(held.map(\.key.name) == before)
        #expect(held.map(\.revision) == revisions)
        #expect(store.objects("leases").map(\.key.name) == names)
    }

    /// Writes and deletes leases at random.
    private mutating func write(_ count: Int, seed: UInt64) throws {
        var random = Random(seed: seed)
        var known = Set(names)
        for _ in 0..<count {
            let name = String(random.next() % 3000)
            if let stored = store[leaseKey(name, in: "x")], random.next() % 4 == 0 {
                store.delete(stored)
                known.remove(name)
            } else {
                store.put(lease(name, holder: "h"), at: leaseKey(name, in: "x"))
                known.insert(name)
            }
        }
        names = known.sorted { $0.precedesBytewise($1) }
    }
}
