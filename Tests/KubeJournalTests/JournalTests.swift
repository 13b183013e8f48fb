import Foundation
import KubeJSON
import KubeJournal
import KubeStore
import KubeTestSupport
import Testing

@Suite(.serialized) struct `A journal` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `knows whether a store is kept`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        #expect(journal.isKept(store))

        store.put(leaseObject("a"), at: leaseKey("a"))
        #expect(!journal.isKept(store))

        try journal.keep(&store)
        #expect(journal.isKept(store))
        #expect(!journal.isKept(ObjectStore()))
    }

    @Test func `begins with the store that it is given, and goes on with what it holds`() throws {
        var (journal, store) = try SQLiteJournal.open(path, newStore: ObjectStore(revision: 700))
        store.put(leaseObject("a"), at: leaseKey("a"))
        try journal.keep(&store)
        journal.close()

        let reopened = try SQLiteJournal.open(path, newStore: ObjectStore(revision: 9_000)).1

        #expect(reopened.revision == 701)
        #expect(reopened.oldestRevision == 700)
    }

    @Test func `takes back all of what does not fit, and stores what does`() throws {
        var (journal, store) = try SQLiteJournal.open(path, pagesMax: 40)
        store.put(leaseObject("a", holder: "first"), at: leaseKey("a"))
        try journal.keep(&store)
        let before = store.objects.map(\.summary)

        store.put(leaseObject("a", holder: "second"), at: leaseKey("a"))
        store.put(leaseObject("large", holder: Self.largeText), at: leaseKey("large"))
        if let lease = store[leaseKey("a")] { store.delete(lease) }
        let error = #expect(throws: JournalError.self) { try journal.keep(&store) }

        #expect(error?.description.contains("database or disk is full") == true)
        #expect(store.objects.map(\.summary) == before)
        #expect(store.revision == 2)
        #expect(journal.isKept(store))
        store.put(leaseObject("b"), at: leaseKey("b"))
        try journal.keep(&store)
        journal.close()
        let reopened = try SQLiteJournal.open(path, checksIntegrity: true).1
        #expect(reopened.objects.map(\.summary) == store.objects.map(\.summary))
        #expect(reopened.events(after: 1)?.count == 2)
    }

    @Test func `takes back more than a history holds`() throws {
        var (journal, store) = try SQLiteJournal.open(path, pagesMax: 40)
        store = ObjectStore(historyEvents: 3)
        try journal.keep(&store)

        for index in 0..<3000 { store.put(leaseObject("\(index)"), at: leaseKey("\(index)")) }
        #expect(throws: JournalError.self) { try journal.keep(&store) }

        #expect(store.objects.count == 0)
        #expect(store.revision == 1)
    }

    @Test func `replaces everything when the store is another one`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        store.put(leaseObject("a"), at: leaseKey("a"))
        store.put(leaseObject("b"), at: leaseKey("b"))
        try journal.keep(&store)
        let snapshot = store
        store.put(leaseObject("c"), at: leaseKey("c"))
        try journal.keep(&store)

        store = snapshot
        store.put(leaseObject("d", holder: "after the snapshot"), at: leaseKey("d"))
        try journal.keep(&store)
        journal.close()

        let reopened = try SQLiteJournal.open(path).1
        #expect(reopened.objects.map(\.summary) == store.objects.map(\.summary))
        #expect(reopened.revision == 4)
    }

    @Test func `bounds the file by what lives, not by how often it changed`() throws {
        var (journal, store) = try SQLiteJournal.open(path, historyBytes: 100_000)
        for round in 0..<400 {
            for index in 0..<20 {
                store.put(
                    leaseObject("a", holder: "\(round)-\(index)"), at: leaseKey("\(index % 2)"))
            }
            try journal.keep(&store)
        }
        journal.close()

        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        #expect(bytes < 400_000)
        let reopened = try SQLiteJournal.open(path, checksIntegrity: true).1
        #expect(reopened.oldestRevision > 7000)
        #expect(
            reopened.events(after: reopened.oldestRevision)?.map(\.summary)
                == store.events(after: reopened.oldestRevision)?.map(\.summary))
    }

    @Test func `keeps its log short while it is used`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        for number in 0..<15_000 {
            store.put(leaseObject("a", holder: "\(number)"), at: leaseKey("a"))
            try journal.keep(&store)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "-wal")
        let bytes = try #require(attributes[.size] as? Int)
        // Each of them wrote at least a page of 4 kB: 60 MB together.
        #expect(bytes < 40_000_000)
    }

    @Test func `tells of a log that others keep from beginning anew`() throws {
        let reports = Reports()
        var (journal, store) = try SQLiteJournal.open(path, report: reports.add)
        let holder = String(repeating: "x", count: 400_000)
        func write(_ count: Int) throws {
            for number in 0..<count {
                store.put(leaseObject("a", holder: "\(number)\(holder)"), at: leaseKey("a"))
                try journal.keep(&store)
            }
        }
        try write(1)
        let shell = try RawDatabase(path)
        try shell.rows("BEGIN")
        #expect(try shell.rows("SELECT count(*) FROM objects") == [["1"]])

        try write(200)
        #expect(reports.all.isEmpty)
        try write(100)
        #expect(reports.all.count == 1)
        #expect(
            reports.all.first?.hasPrefix("the log of the database \(path) has grown to 1") == true)

        try shell.rows("ROLLBACK")
        try write(100)
        #expect(reports.all.count == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "-wal")
        #expect(try #require(attributes[.size] as? Int) < 60_000_000)
    }

    @Test func `gives space back`() throws {
        var (journal, store) = try SQLiteJournal.open(path, historyBytes: 10_000)
        for index in 0..<2000 {
            store.put(
                leaseObject("\(index)", holder: String(repeating: "x", count: 2000)),
                at: leaseKey("\(index)"))
        }
        try journal.keep(&store)
        for lease in store.objects { store.delete(lease) }
        try journal.keep(&store)

        for round in 0..<8000 {
            store.put(leaseObject("a", holder: "\(round)"), at: leaseKey("a"))
            try journal.keep(&store)
        }
        journal.close()

        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        #expect(bytes < 3_000_000)
    }

    @Test func `can be read while it is written`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        store.put(leaseObject("a", labels: [("app", "x")]), at: leaseKey("a"))
        try journal.keep(&store)

        let rows = try RawDatabase(path).rows(
            """
            SELECT resource, namespace, name, revision, uid, json_extract(labels, '$.app'),
                json_extract(object, '$.spec.holderIdentity') FROM objects
            """)

        #expect(rows == [["leases", "default", "a", "2", "uid-of-a", "x", "somebody"]])
    }

    @Test func `can be read as the documentation says`() throws {
        var (journal, store) = try SQLiteJournal.open(path, historyBytes: 1000)
        for name in ["a", "b", "c"] {
            for number in 0..<9 {
                store.put(leaseObject(name, holder: "\(number)"), at: leaseKey(name))
            }
            try journal.keep(&store)
        }
        if let lease = store[leaseKey("b")] { store.delete(lease) }
        try journal.keep(&store)

        let page = try String(
            contentsOf: Checkout.folder.appending(
                path: "Sources/FakeAPIServerKit/Documentation.docc/Persistence.md"),
            encoding: .utf8)
        let statements = page.split(separator: "\n").filter { $0.contains(" sqlite3 DIR/") }
            .compactMap { $0.split(separator: "\"").last.map(String.init) }
        try #require(statements.count == 2)
        let database = try RawDatabase(path)

        let objects = try database.rows(statements[0])
        #expect(
            objects.map { $0.prefix(4) }.sorted { $0[1] < $1[1] } == [
                ["default", "a", "10", "uid-of-a"], ["default", "c", "28", "uid-of-c"],
            ])
        #expect(objects.allSatisfy { $0[4].contains(#""holderIdentity":"8""#) })
        let events = try database.rows(statements[1])
        #expect(events.first == ["29", "deleted", "default", "b"])
        #expect(events.dropFirst().first == ["28", "modified", "default", "c"])
    }

    private static let largeText = String(repeating: "x", count: 200_000)
}
