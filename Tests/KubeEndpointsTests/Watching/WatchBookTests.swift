import KubeJSON
import KubeRegistry
import KubeStore
import Testing

@testable import KubeEndpoints

@Suite struct `The books of watches` {
    private var server: ServerFixture

    init() throws {
        server = try ServerFixture()
    }

    /// A watch that has shown all that there is so far.
    private func watch(_ server: inout ServerFixture) throws -> WatchStream {
        var stream = try server.watch("timeoutSeconds=10")
        _ = try server.read(&stream)
        return stream
    }

    /// The watches that have shown the newest change of `server`.
    private func watches(_ server: ServerFixture) throws -> [UInt64] {
        let store = server.registry.store
        guard case .changes(let events) = store.peek(store.cursor(after: store.revision - 1)) else {
            return []
        }
        let event = try #require(events.last)
        return server.api.watchBooks.deliveries(of: event).map(\.watch.number)
    }

    @Test func `tell which have shown a change, as far as they have come`() throws {
        var server = server
        var (first, second) = (try watch(&server), try watch(&server))
        for name in ["a", "b"] { try server.create(name) }
        #expect(try watches(server) == [])

        _ = try server.read(&second)
        #expect(try watches(server) == [2])
        _ = try server.read(&first)
        #expect(try watches(server) == [1, 2])
    }

    @Test func `stay when a watch has ended`() throws {
        var server = server
        var stream = try watch(&server)
        try server.create("a")
        _ = try server.read(&stream)
        server.api.cancel(stream)
        #expect(try watches(server) == [1])

        server.api.forgetClosedWatches()
        #expect(try watches(server) == [])
    }

    @Test func `are kept of the last thousand that have ended`() throws {
        var server = server
        var streams: [WatchStream] = []
        for _ in 1...2500 { streams.append(try watch(&server)) }
        try server.create("a")
        for index in streams.indices {
            _ = try server.read(&streams[index])
            server.api.cancel(streams[index])
        }
        #expect(try watches(server) == Array(1501...2500))
    }
}
