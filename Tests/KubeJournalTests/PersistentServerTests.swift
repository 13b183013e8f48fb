import FakeAPIServerKit
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite(.limited, .needsDatabase) struct `A server with a database, asked from Swift` {
    private let directory: TemporaryFolder

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `says that a change could not be stored, and it did not happen`() async throws {
        var options = ServerOptions()
        options.port = 0
        options.sqlitePath = directory.file("test.sqlite")
        let server = try FakeAPIServer(options)
        let client = APIClient(url: server.url)
        try await client.createLease("a", holder: "7", renewTime: Timestamp.epoch.rfc3339)
        let lease = server.lease("a")
        let shell = try RawDatabase(directory.file("test.sqlite"))

        try shell.rows("BEGIN IMMEDIATE")
        let errors = [
            await #expect(throws: FakeAPIServerError.self) { try await lease.steal(by: "b") },
            await #expect(throws: FakeAPIServerError.self) { try await server.cluster.reset() },
        ]
        for error in errors {
            #expect(error?.kind == .server(status: 500))
            #expect(error?.message.contains("another program is writing") == true)
        }
        try shell.rows("ROLLBACK")

        #expect(try await client.lease("a")["holderIdentity"] == "7")
        try await lease.steal(by: "8")
        #expect(try await client.lease("a")["holderIdentity"] == "8")
        await server.shutDown()
    }
}
