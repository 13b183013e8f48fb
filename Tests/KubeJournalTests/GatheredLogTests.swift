import Foundation
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeJournal

@Suite(.serialized) struct `A log that is gathered` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test(arguments: 1...6)
    func `has every transaction in its file once that has ended`(seed: Int) throws {
        var random = Random(seed: UInt64(seed))
        let database = try database()
        var model: [Int: String] = [:]

        for _ in 0..<30 {
            var next = model
            try database.execute("BEGIN IMMEDIATE")
            for _ in 0..<Int.random(in: 1...300, using: &random) {
                let key = Int.random(in: 0..<200, using: &random)
                let value = String(
                    repeating: "x", count: Int.random(in: 1...3000, using: &random))
                try database.execute("REPLACE INTO pairs VALUES (\(key), '\(value)')")
                next[key] = value
            }
            let isKept = Int.random(in: 0..<4, using: &random) > 0
            try database.execute(isKept ? "COMMIT" : "ROLLBACK")
            if isKept { model = next }
            #expect(try contentsOfCopy() == model)
            if Int.random(in: 0..<6, using: &random) == 0 { _ = database.checkpoint() }
        }
    }

    @Test func `goes on where another program has written or begun it anew`() throws {
        let database = try database()
        let shell = try RawDatabase(path)

        for key in 0..<40 {
            if key.isMultiple(of: 3) {
                try shell.rows("INSERT INTO pairs VALUES (\(key), 'shell')")
            } else {
                try database.execute("INSERT INTO pairs VALUES (\(key), 'server')")
            }
            if key.isMultiple(of: 7) { try shell.rows("PRAGMA wal_checkpoint(TRUNCATE)") }
            #expect(try contentsOfCopy().count == key + 1)
        }
    }

    /// A database that holds few pages in memory, and so writes them before the transaction ends.
    private func database() throws -> SQLiteDatabase {
        let lock = try FileLock(path: path)
        let database = try SQLiteDatabase(path: path, lock: lock, gathersLog: true)
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = normal")
        try database.execute("PRAGMA cache_size = 10")
        try database.execute("CREATE TABLE pairs (key INTEGER PRIMARY KEY, value TEXT)")
        return database
    }

    /// What a machine finds whose server was killed now.
    private func contentsOfCopy() throws -> [Int: String] {
        let copy = try TemporaryFolder()
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(
                atPath: path + suffix, toPath: copy.file("copy" + suffix))
        }
        let database = try RawDatabase(copy.file("copy"))
        #expect(try database.rows("PRAGMA integrity_check") == [["ok"]])
        let rows = try database.rows("SELECT key, value FROM pairs")
        return Dictionary(uniqueKeysWithValues: rows.map { (Int($0[0]) ?? -1, $0[1]) })
    }
}
