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

        #expect(throws: JournalError.newer(path: path, version: 7, knownVersion: 1)) {
            try SQLiteJournal.open(path)
        }
    }

    @Test func `because another server uses it is refused until that has ended`() throws {
        let (journal, _) = try SQLiteJournal.open(path)

        #expect(throws: JournalError.inUse(path: path)) { try SQLiteJournal.open(path) }

        journal.close()
        #expect(throws: Never.self) { try SQLiteJournal.open(path) }
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

    @Test func `because a byte of an object changed is refused`() throws {
        try fill()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = try #require(bytes.range(of: Data("somebody".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "S")
        try bytes.write(to: URL(fileURLWithPath: path))

        let error = #expect(throws: JournalError.self) { try SQLiteJournal.open(path) }
        #expect(error?.description.contains("is damaged: the object /registry/leases/") == true)
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

    @Test func `because an event is gone is refused`() throws {
        try fill()
        try RawDatabase(path).rows("UPDATE events SET previous_revision = 3 WHERE revision = 9")

        let error = #expect(throws: JournalError.self) { try SQLiteJournal.open(path) }
        #expect(error?.description.contains("is damaged: the event 9") == true)
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
    private func fill() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        for index in 0..<300 { store.put(leaseObject("\(index)"), at: leaseKey("\(index)")) }
        try journal.keep(&store)
        journal.close()
    }
}
