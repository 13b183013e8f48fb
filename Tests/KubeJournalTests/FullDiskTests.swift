import FakeAPIServerKit
import Foundation
import KubeTestSupport
import Testing

@Suite(.limited, .needsDatabase, .enabled("file systems can be mounted", FullDisk.isAvailable))
struct `A database on a full disk` {
    @Test func `is opened for reading, and is written to again once there is room`() async throws {
        let disk = try FullDisk()
        var options = ServerOptions()
        options.sqlitePath = disk.database
        let former = try FakeAPIServer(options)
        #expect(try LeaseClient(url: former.url).create("a", 1).status == 201)
        await former.shutDown()

        try await ServerProcess.run(program: disk.server, ["--sqlite=\(disk.databaseOnDisk)"]) {
            server in
            try await onThread {
                let client = try LeaseClient(url: server.url)
                #expect(try client.names() == ["a"])
                let refused = try client.create("b", 2)
                #expect(refused.status == 500)
                #expect(refused.body.contains("etcdserver: mvcc: database space exceeded"))
                #expect(try client.get("b").status == 404)

                try disk.makeRoom()
                #expect(try client.create("b", 3).status == 201)
                #expect(try client.names() == ["a", "b"])
            }
        }
    }
}

/// A small disk without room, on which a server finds a database that was made elsewhere.
private struct FullDisk {
    private let folder: TemporaryFolder

    /// Whether this user can have a disk of their own.
    static func isAvailable() async throws -> Bool {
        guard let unshare = Program.find("unshare") else { return false }
        let mount = ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return try await Program(path: unshare).run(mount).status == 0
    }

    init() throws {
        folder = try TemporaryFolder()
        let script = """
            #!/bin/sh
            cd '\(folder.path)' && mkdir disk || exit 1
            exec unshare --mount sh -c '
                mount -t tmpfs -o size=256k tmpfs disk && cp made.sqlite* disk || exit 1
                dd if=/dev/zero of=disk/rest bs=1k 2>dd.log
                echo $$ >pid
                exec "$0" "$@"' '\(Program.built("fake-apiserver").path)' "$@"
            """
        try script.write(toFile: server.path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: server.path)
    }

    /// Where the database is made.
    var database: String { folder.file("made.sqlite") }

    /// Where the server finds it on the disk.
    var databaseOnDisk: String { folder.file("disk/made.sqlite") }

    /// A server that sees the disk, which nobody else does.
    var server: Program { Program(path: folder.file("server")) }

    /// Frees what fills the disk.
    func makeRoom() throws {
        let pid = try String(contentsOfFile: folder.file("pid"), encoding: .utf8)
        let root = "/proc/\(pid.trimmingCharacters(in: .whitespacesAndNewlines))/root"
        try FileManager.default.removeItem(atPath: root + folder.file("disk/rest"))
    }
}
