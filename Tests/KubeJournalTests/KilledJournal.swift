import Foundation
import KubeStore
import KubeTestSupport
import Testing

@testable import KubeJournal

/// A database in which changes are stored one by one, and what a server finds of it that comes after the
/// one that stored them was killed.
final class KilledJournal {
    private let directory: TemporaryFolder
    private let journal: SQLiteJournal
    var store: ObjectStore
    private var lives = 0

    init(synchronous: SQLiteJournal.Synchronous = .normal) throws {
        directory = try TemporaryFolder(inMemory: true)
        (journal, store) = try SQLiteJournal.open(
            directory.file("test.sqlite"), synchronous: synchronous)
    }

    /// Stores `count` changes of one lease.
    func write(_ count: Int) throws {
        for _ in 0..<count {
            store.put(leaseObject("a", holder: "\(store.revision)"), at: leaseKey("a"))
            try keep()
        }
    }

    /// Stores what has changed.
    func keep() throws { try journal.keep(&store) }

    /// Has the server end properly, after which nothing can be stored.
    func close() { journal.close() }

    /// The database as it is left when the server is killed now.
    func remains() throws -> Remains {
        lives += 1
        let remains = Remains(path: directory.file("\(lives).sqlite"))
        for suffix in ["", "-wal", "-mark"] {
            let present = directory.file("test.sqlite" + suffix)
            guard FileManager.default.fileExists(atPath: present) else { continue }
            try FileManager.default.copyItem(atPath: present, toPath: remains.path + suffix)
        }
        return remains
    }
}

/// What is left of a database whose server was killed.
struct Remains {
    let path: String

    /// Opens it as the next server does.
    func open(
        pagesMax: Int? = nil, acceptsLoss: Bool = false, _ reports: Reports = Reports()
    ) throws -> (SQLiteJournal, ObjectStore) {
        try SQLiteJournal.open(
            path, pagesMax: pagesMax, acceptsLoss: acceptsLoss, report: reports.add)
    }

    /// Leaves the first bytes of the log: the `part` of them.
    func cutLog(to part: Double) throws {
        let log = URL(filePath: path + "-wal")
        let bytes = try Data(contentsOf: log)
        try bytes.prefix(Int(Double(bytes.count) * part)).write(to: log)
    }

    /// Takes a file away; `suffix` is what its name has after that of the database.
    func remove(_ suffix: String) throws {
        try FileManager.default.removeItem(atPath: path + suffix)
    }

    /// Changes the mark.
    func changeMark(_ change: (inout JournalMark) -> Void) throws {
        let file = MarkFile(path: path + "-mark")
        var mark = try #require(file.read())
        change(&mark)
        try file.write(mark, syncs: false)
    }

    /// Has the machine end, and start again.
    func endMachine() throws {
        try changeMark { $0.boot = BootIdentity(number: $0.boot.number &+ 1) }
    }

    /// What the next server says that does not start.
    func refusal() throws -> String {
        let error = #expect(throws: JournalError.self) { try open() }
        return error?.description ?? ""
    }
}
