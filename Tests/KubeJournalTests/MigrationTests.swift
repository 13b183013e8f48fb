import KubeJournal
import KubeStore
import KubeTestSupport
import Testing

@Suite(.serialized) struct `A database of schema version 1` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `keeps its objects and its revision, and its history begins anew`() throws {
        try write(VersionOne.schema + VersionOne.rows)

        var (journal, store) = try SQLiteJournal.open(path, checksIntegrity: true)

        #expect(store.revision == 13)
        #expect(store.oldestRevision == 13)
        #expect(store.events(after: 12) == nil)
        let namespace = try #require(
            store[ObjectKey(resource: "namespaces", namespace: "", name: "default")])
        #expect(namespace.revision == 5)
        #expect(namespace.labels.map(\.value) == ["default"])
        #expect(namespace.fields.map(\.value) == ["Active"])
        #expect("{" + String(decoding: namespace.body, as: UTF8.self) == VersionOne.namespace)
        let lease = try #require(store[leaseKey("o0")])
        #expect("{" + String(decoding: lease.body, as: UTF8.self) == VersionOne.lease)

        store.put(leaseObject("o0", holder: "later"), at: leaseKey("o0"))
        try journal.keep(&store)
        journal.close()
        let reopened = try SQLiteJournal.open(path, checksIntegrity: true).1
        #expect(reopened.objects.map(\.summary) == store.objects.map(\.summary))
        #expect(
            reopened.events(after: 13)?.map(\.summary) == store.events(after: 13)?.map(\.summary))
        #expect(try RawDatabase(path).rows("PRAGMA user_version") == [["4"]])
    }

    @Test func `to which nothing was written holds an empty store`() throws {
        try write(VersionOne.schema)

        let (_, store) = try SQLiteJournal.open(path)

        #expect(store.objects.isEmpty)
        #expect(store.revision == ObjectStore().revision)
        #expect(store.oldestRevision == ObjectStore().oldestRevision)
    }

    @Test func `with a damaged object is refused`() throws {
        try write(VersionOne.schema + VersionOne.rows)
        try RawDatabase(path).rows("UPDATE objects SET name = 'o1' WHERE name = 'o0'")

        let error = #expect(throws: JournalError.self) { try SQLiteJournal.open(path) }
        #expect(
            error?.description.contains("is damaged: the object /registry/leases/default/o1")
                == true)
    }

    private func write(_ statements: [String]) throws {
        let database = try RawDatabase(path)
        for statement in statements { try database.rows(statement) }
    }
}

@Suite(.serialized) struct `A database of schema version 2` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `keeps its objects and its history, and goes on`() throws {
        var (writer, written) = try SQLiteJournal.open(path, historyBytes: 5000)
        for round in 0..<50 {
            for name in ["a", "b"] {
                written.put(leaseObject(name, holder: "\(round)"), at: leaseKey(name))
            }
            try writer.keep(&written)
        }
        if let lease = written[leaseKey("b")] { written.delete(lease) }
        try writer.keep(&written)
        writer.close()
        let shell = try RawDatabase(path)
        for statement in VersionTwo.statements { try shell.rows(statement) }

        var (journal, store) = try SQLiteJournal.open(path, checksIntegrity: true)
        let oldest = store.oldestRevision
        #expect(oldest > 2)
        #expect(oldest < store.revision)
        store.put(leaseObject("a", holder: "later"), at: leaseKey("a"))
        try journal.keep(&store)
        written.put(leaseObject("a", holder: "later"), at: leaseKey("a"))
        journal.close()

        let reopened = try SQLiteJournal.open(path, checksIntegrity: true).1
        #expect(reopened.oldestRevision == oldest)
        #expect(reopened.objects.map(\.summary) == written.objects.map(\.summary))
        #expect(
            reopened.events(after: oldest)?.map(\.summary)
                == written.events(after: oldest)?.map(\.summary))
    }
}
