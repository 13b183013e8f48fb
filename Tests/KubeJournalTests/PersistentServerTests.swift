import FakeAPIServerKit
import Foundation
import Testing

@Suite(.serialized) struct `A server with a database, asked from Swift` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `says that a change could not be stored, and it did not happen`() async throws {
        var options = ServerOptions()
        options.port = 0
        options.sqlitePath = directory.file()
        let server = try FakeAPIServer(options)
        let url = try #require(URL(string: server.url))
        #expect(try LeaseClient(to: url).create("a", 7).status == 201)
        let lease = server.lease("a")
        let shell = try RawDatabase(directory.file())

        try shell.rows("BEGIN IMMEDIATE")
        let errors = [
            await #expect(throws: FakeAPIServerError.self) { try await lease.steal(by: "b") },
            await #expect(throws: FakeAPIServerError.self) { try await server.cluster.reset() },
        ]
        for error in errors {
            #expect(error?.description.hasPrefix("another program is writing") == true)
        }
        try shell.rows("ROLLBACK")

        // Each looks over a connection of its own: on a busy machine one would idle for longer than the
        // server lets it, while this test waits for its turn.
        #expect(try LeaseClient(to: url).get("a").number("holderIdentity") == 7)
        try await lease.steal(by: "8")
        #expect(try LeaseClient(to: url).get("a").number("holderIdentity") == 8)
        await server.shutDown()
    }
}
