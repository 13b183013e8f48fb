import KubeJSON
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeJournal

@Suite(.serialized) struct `A history that is shortened` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test(arguments: 1...12)
    func `leaves every object, and every event with the state before it`(seed: Int) throws {
        var random = Random(seed: UInt64(seed))
        let historyBytes = [2_000, 20_000, 100_000][seed % 3]
        // With few of them most events are replaced by later ones, with many hardly any.
        let names = [3, 40, 400][seed / 3 % 3]
        var model = ObjectStore()

        for _ in 0..<4 {
            var (journal, store) = try SQLiteJournal.open(
                path, checksIntegrity: true, historyBytes: historyBytes)
            expectSame(store, model)
            for _ in 0..<60 {
                for _ in 0..<Int.random(in: 1...40, using: &random) {
                    let change = Self.change(of: names, &random)
                    change(&store)
                    change(&model)
                }
                try journal.keep(&store)
            }
            journal.close()
        }

        let (journal, store) = try SQLiteJournal.open(path, checksIntegrity: true)
        expectSame(store, model)
        #expect(store.oldestRevision > 1)
        let shown = try RawDatabase(path).rows(
            "SELECT resource, namespace, name, revision, uid, labels, object FROM objects")
        #expect(shown.sorted { $0.joined() < $1.joined() } == Self.rows(of: model))
        journal.close()
    }

    @Test(arguments: UInt64(1)...5)
    func `is forgotten by command at once, with what has just come`(oldest: UInt64) throws {
        var (journal, store) = try SQLiteJournal.open(path)
        for name in ["a", "b"] { store.put(leaseObject(name), at: leaseKey(name)) }
        try journal.keep(&store)
        store.put(leaseObject("a", holder: "x"), at: leaseKey("a"))
        store.put(leaseObject("c"), at: leaseKey("c"))
        store.expireHistory(before: oldest)
        #expect(oldest == 1 || !journal.isKept(store))

        try journal.keep(&store)

        #expect(journal.isKept(store))
        journal.close()
        let (next, kept) = try SQLiteJournal.open(path, checksIntegrity: true)
        #expect(kept.oldestRevision == oldest)
        expectSame(kept, store)
        next.close()
    }

    @Test func `loses no more at a time than nobody waits long for`() {
        var store = ObjectStore()
        for index in 0..<1000 { store.put(leaseObject("\(index)"), at: leaseKey("\(index)")) }
        for round in 0..<1000 {
            store.put(leaseObject("0", holder: "\(round)"), at: leaseKey("0"))
        }
        let events = Array(store.events(after: 1) ?? [])

        var history = JournalHistory(after: 1, events, in: places(of: events), bytesMax: 1000)
        var counts: [Int] = []
        while true {
            let count = history.surplusCount(upTo: 0, countMax: 256, pagesMax: 64)
            guard count > 0 else { break }
            #expect(history.lastChanges(ofOldest: count).count <= 64)
            history.removeOldest(count)
            counts.append(count)
        }

        #expect(counts.first == 64)
        #expect(counts.max() == 256)
        #expect(history.compacted > 1990)
    }

    @Test func `waits until there is more to take away than a little`() {
        var store = ObjectStore()
        for round in 0..<200 {
            store.put(leaseObject("a", holder: "\(round)"), at: leaseKey("a"))
        }
        let events = Array(store.events(after: 1) ?? [])
        let bytes = events.reduce(0) { $0 + 200 + $1.object.body.count }

        for (bytesMax, isEmpty) in [
            (bytes, true), (bytes * 16 / 17 + 16, true), (bytes / 2, false),
        ] {
            let history = JournalHistory(
                after: 1, events, in: places(of: events), bytesMax: bytesMax)
            let count = history.surplusCount(upTo: 0, countMax: 256, pagesMax: 64)
            #expect((count == 0) == isEmpty)
        }
        let history = JournalHistory(
            after: 1, events, in: places(of: events), bytesMax: bytes)
        #expect(history.surplusCount(upTo: 11, countMax: 256, pagesMax: 64) == 10)
    }

    @Test func `neither takes pages nor frees any as long as changes are of one size`() throws {
        var (journal, store) = try SQLiteJournal.open(path, historyBytes: 100_000)
        func renew(_ range: Range<Int>) throws {
            for number in range {
                store.put(leaseObject("a", holder: "\(number)"), at: leaseKey("a"))
                try journal.keep(&store)
            }
        }
        try renew(10_000..<12_000)
        let shell = try RawDatabase(path)
        let pages = try ["page_count", "freelist_count"].map { try shell.rows("PRAGMA \($0)") }
        let rows = try shell.rows("SELECT count(*) FROM history")

        try renew(12_000..<14_000)

        #expect(
            try ["page_count", "freelist_count"].map { try shell.rows("PRAGMA \($0)") } == pages)
        #expect(try shell.rows("SELECT count(*) FROM history") == rows)
        #expect(store.revision == 4001)
    }

    @Test func `loses a large object by itself`() {
        var store = ObjectStore()
        for name in ["a", "b"] {
            store.put(
                leaseObject(name, holder: String(repeating: "x", count: 1 << 20)),
                at: leaseKey(name))
        }
        let events = Array(store.events(after: 1) ?? [])
        let history = JournalHistory(
            after: 1, events, in: places(of: events), bytesMax: 1000)

        #expect(history.surplusCount(upTo: 0, countMax: 256, pagesMax: 64) == 1)
    }

    private func places(of events: [StoreEvent]) -> HistoryPlaces {
        HistoryPlaces(taken: events.indices.map(Int64.init), free: [])
    }

    private func expectSame(_ store: ObjectStore, _ model: ObjectStore) {
        #expect(store.revision == model.revision)
        #expect(store.objects.map(\.summary) == model.objects.map(\.summary))
        let oldest = store.oldestRevision
        #expect(
            store.events(after: oldest)?.map(\.summary)
                == model.events(after: oldest)?.map(\.summary))
    }

    /// A change of one of `count` leases: mostly another state, sometimes its end.
    private static func change(
        of count: Int, _ random: inout Random
    ) -> (inout ObjectStore) -> Void {
        let name = "\(Int.random(in: 0..<count, using: &random))"
        let key = leaseKey(name, in: name.hasSuffix("1") ? "other" : "default")
        let number = Int.random(in: 0..<1000, using: &random)
        return { store in
            if number < 200, let lease = store[key] {
                store.delete(lease)
            } else {
                store.put(
                    leaseObject(
                        name, holder: "\(number)",
                        labels: number.isMultiple(of: 3) ? [("app", "\(number)")] : []),
                    at: key, fields: number.isMultiple(of: 5) ? [("f", "\(number)")] : [])
            }
        }
    }

    /// What the view of the present objects is to show.
    private static func rows(of store: ObjectStore) -> [[String]] {
        store.objects.map { object in
            let labels = object.labels.map { "\"\($0.key)\":\"\($0.value)\"" }
            return [
                object.key.resource, object.key.namespace, object.key.name,
                "\(object.revision)", "uid-of-\(object.key.name)",
                "{\(labels.joined(separator: ","))}",
                "{" + String(decoding: object.body, as: UTF8.self),
            ]
        }.sorted { $0.joined() < $1.joined() }
    }
}
