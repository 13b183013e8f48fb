import Foundation
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

    @Test func `is kept from other processes when somebody of the same one asks for it`()
        async throws
    {
        let lock = try FileLock(path: path)
        #expect(try FileLock(path: path) == nil)

        let refusal = try await ServerProcess.refusal(["--sqlite=\(path)"])

        #expect(refusal.errors.contains("is in use by another server"))
        withExtendedLifetime(lock) {}
    }

    @Test func `is not passed on to the programs that its owner starts`() throws {
        let lock = try #require(try FileLock(path: path))

        #expect(fcntl(lock.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }
}
