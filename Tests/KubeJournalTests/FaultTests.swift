import Foundation
import KubeJSON
import KubeJournal
import KubeStore
import KubeTestSupport
import Testing

@Suite(.serialized) struct `A database that cannot be used` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `because it is none is refused`() throws {
        let text = Data(String(repeating: "This is no database. ", count: 100).utf8)
        try text.write(to: URL(fileURLWithPath: path))

        #expect(throws: JournalError.notADatabase(path: path)) { try SQLiteJournal.open(path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
    }

    @Test func `because it is another program's is refused`() throws {
        try RawDatabase(path).rows("CREATE TABLE songs (title TEXT)")

        #expect(throws: JournalError.foreign(path: path)) { try SQLiteJournal.open(path) }
    }

    @Test func `because a newer server wrote it is refused`() throws {
        try fill()
        try RawDatabase(path).rows("PRAGMA user_version = 7")

        #expect(throws: JournalError.newer(path: path, version: 7, knownVersion: 4)) {
            try SQLiteJournal.open(path)
        }
    }

    @Test func `because another server uses it is refused until that has ended`() throws {
        let (journal, _) = try SQLiteJournal.open(path)

        #expect(throws: JournalError.inUse(path: path)) { try SQLiteJournal.open(path) }

        journal.close()
        #expect(throws: Never.self) { try SQLiteJournal.open(path) }
    }

    @Test func `because it has a second name is refused, which does not harm whoever uses it`()
        throws
    {
        var (journal, store) = try SQLiteJournal.open(path)
        let (link, symbolic) = (directory.file("link"), directory.file("symbolic"))
        try FileManager.default.linkItem(atPath: path, toPath: link)
        try FileManager.default.createSymbolicLink(atPath: symbolic, withDestinationPath: path)
        for name in [link, symbolic] {
            #expect(throws: JournalError.inUse(path: name)) { try SQLiteJournal.open(name) }
        }
        store.put(leaseObject("a"), at: leaseKey("a"))
        try journal.keep(&store)
        journal.close()

        for name in [path, link] {
            #expect(throws: JournalError.linked(path: name, nameCount: 2)) {
                try SQLiteJournal.open(name)
            }
        }
        try FileManager.default.removeItem(atPath: link)
        #expect(try SQLiteJournal.open(symbolic).1.objects.count == 1)
    }

    @Test func `because its directory is missing is refused`() throws {
        let path = directory.file("missing/test.sqlite")

        #expect(
            throws: JournalError.unavailable(path: path, reason: "No such file or directory")
        ) { try SQLiteJournal.open(path) }
    }

    /// A superuser may write to every file.
    @Test(.enabled(if: geteuid() != 0))
    func `because it is read-only is refused`() throws {
        try fill()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)

        #expect(throws: JournalError.readOnly(path: path)) { try SQLiteJournal.open(path) }
    }

    @Test(arguments: [(4 << 20, "the event 2"), (1000, "the object /registry/leases/")])
    func `because a byte of what is stored changed is refused`(
        historyBytes: Int, what: String
    ) throws {
        try fill(historyBytes: historyBytes)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let table = historyBytes > 1000 ? "history" : "base_objects"
        let place = try #require(try placeOfState(in: table, bytes))
        bytes[place] = UInt8(ascii: "S")
        try bytes.write(to: URL(fileURLWithPath: path))

        let error = #expect(throws: JournalError.self) { try SQLiteJournal.open(path) }
        #expect(error?.description.contains("is damaged: \(what)") == true)
    }

    @Test(arguments: [0.3, 0.5, 0.7])
    func `because a part of it was overwritten is refused`(position: Double) throws {
        try fill()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let start = Int(Double(bytes.count) * position) / 4096 * 4096
        bytes.replaceSubrange(start..<start + 4096, with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: URL(fileURLWithPath: path))

        let error = #expect(throws: JournalError.self) {
            try SQLiteJournal.open(path, checksIntegrity: true)
        }
        #expect(error?.description.contains("is damaged") == true)
    }

    @Test(arguments: [
        "DELETE FROM history WHERE revision = 9",
        "UPDATE history SET change = 'deleted' WHERE revision = 9",
        "UPDATE history SET time = time + 1 WHERE revision = 9",
        "UPDATE history SET object = replace(object, 'somebody', 'nobody') WHERE revision = 9",
        "UPDATE history SET name = 'other' WHERE revision = 9",
        "UPDATE history SET labels = '{\"a\":\"b\"}' WHERE revision = 9",
    ])
    func `because an event is gone or another is refused`(statement: String) throws {
        try fill()
        try RawDatabase(path).rows(statement)

        let error = #expect(throws: JournalError.self) { try SQLiteJournal.open(path) }
        #expect(error?.description.contains("is damaged: the event 9") == true)
    }

    @Test func `because its events do not follow its objects is refused`() throws {
        try fill(historyBytes: 1000)
        try RawDatabase(path).rows("UPDATE meta SET value = value - 1")

        let error = #expect(throws: JournalError.self) { try SQLiteJournal.open(path) }
        #expect(error?.description.contains("is damaged") == true)
    }

    @Test func `because its directory was deleted stores nothing more`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        try FileManager.default.removeItem(atPath: directory.path)

        for _ in 0..<2 {
            store.put(leaseObject("a"), at: leaseKey("a"))
            #expect(throws: JournalError.lost(path: path)) { try journal.keep(&store) }
            #expect(store.objects.isEmpty)
        }
    }

    @Test func `because the shell writes to it stores nothing meanwhile`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        let shell = try RawDatabase(path)
        try shell.rows("BEGIN IMMEDIATE")

        store.put(leaseObject("a"), at: leaseKey("a"))
        #expect(throws: JournalError.self) { try journal.keep(&store) }
        #expect(store.objects.isEmpty)

        try shell.rows("ROLLBACK")
        store.put(leaseObject("a"), at: leaseKey("a"))
        try journal.keep(&store)
        #expect(store.revision == 2)
    }

    /// A database of some size, closed.
    private func fill(historyBytes: Int = 4 << 20) throws {
        var (journal, store) = try SQLiteJournal.open(path, historyBytes: historyBytes)
        for index in 0..<300 {
            store.put(leaseObject("\(index)"), at: leaseKey("\(index)"))
            if index.isMultiple(of: 10) { try journal.keep(&store) }
        }
        try journal.keep(&store)
        journal.close()
    }

    /// Where the first state that `table` has says who holds the lease, in the bytes of the file.
    private func placeOfState(in table: String, _ bytes: Data) throws -> Int? {
        let rows = try RawDatabase(path).rows("SELECT object FROM \(table) LIMIT 1")
        let object = try #require(rows.first?.first)
        let state = bytes.range(of: Data(object.utf8))
        return state.flatMap { bytes.range(of: Data("somebody".utf8), in: $0)?.lowerBound }
    }
}
