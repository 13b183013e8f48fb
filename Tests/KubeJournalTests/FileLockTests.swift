import Foundation
import KubeStore
import KubeTestSupport
import Testing

@testable import KubeJournal

@Suite struct `The lock of a database` {
    private let directory: TemporaryFolder
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `is free once its owner lets go, though a child that it starts has a copy`() throws {
        var lock = try FileLock(path: path)
        // A child has all descriptors of its parent until it runs another program.
        let copy = dup(try #require(lock).descriptor)
        defer { close(copy) }
        #expect(try FileLock(path: path) == nil)

        lock = nil

        #expect(try FileLock(path: path) != nil)
    }

    @Test func `is the same whatever the file is called`() throws {
        let lock = try #require(try FileLock(path: path))
        let (symbolic, hard) = (directory.file("symbolic"), directory.file("hard"))
        try FileManager.default.createSymbolicLink(
            atPath: symbolic, withDestinationPath: "test.sqlite")
        try FileManager.default.linkItem(atPath: path, toPath: hard)

        #expect(try FileLock(path: symbolic) == nil)
        #expect(try FileLock(path: hard) == nil)
        #expect(lock.path == path)
    }

    /// The system's list of all locks, where it has one.
    private static let list = "/proc/locks"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: list)))
    func `leaves SQLite its own when somebody asks in vain`() throws {
        let (journal, _) = try SQLiteJournal.open(path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let number = try #require(attributes[.systemFileNumber] as? Int)
        func locks() throws -> [Substring] {
            try String(contentsOfFile: Self.list, encoding: .utf8).split(separator: "\n").filter {
                $0.contains(":\(number) ")
            }.map { $0.drop { $0 != " " } }.sorted()
        }
        let before = try locks()
        try #require(before.contains { $0.contains("POSIX") })

        #expect(throws: JournalError.inUse(path: path)) { try SQLiteJournal.open(path) }

        #expect(try locks() == before)
        journal.close()
    }

    @Test func `is not passed on to the programs that its owner starts`() throws {
        let lock = try #require(try FileLock(path: path))

        #expect(fcntl(lock.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }
}
