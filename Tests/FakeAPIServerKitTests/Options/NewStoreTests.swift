import KubeCluster
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import FakeAPIServerKit

@Suite struct `A server without a database` {
    private let now = Timestamp.epoch + .seconds(60)

    @Test func `begins at a version that follows from the time`() throws {
        #expect(try firstVersion { $0.port = 8080 } == 6_000_002)
        let named = try firstVersion {
            $0.port = 0
            $0.unixSocketPath = "a.sock"
        }
        #expect(named == 6_000_002)
    }

    @Test func `begins as a new cluster where no client can return to it`() throws {
        #expect(try firstVersion { $0.port = 0 } == 2)
    }

    @Test func `begins at the version that it is told`() throws {
        let version = try firstVersion {
            $0.port = 0
            $0.firstResourceVersion = 700
        }
        #expect(version == 700)
    }

    @Test func `says at which version it has begun, for it to be the same again`() throws {
        #expect(
            try repeatingFlags { _ in } == "--seed=7 --clock=real --first-resource-version=6000002")
        #expect(try repeatingFlags { $0.port = 0 } == "--seed=7 --clock=real")
        #expect(try repeatingFlags { $0.firstResourceVersion = 700 } == "--seed=7 --clock=real")
        #expect(
            try repeatingFlags { $0.clock = .manual(startingAt: .epoch) }
                == "--seed=7 --clock=manual=2026-01-01T00:00:00.000000Z")
    }

    @Test(.needsDatabase) func `does not say so where a database goes on with its own`() throws {
        #expect(try repeatingFlags { $0.dataDirectory = "data" } == "--seed=7 --clock=real")
    }

    private func firstVersion(_ configure: (inout ServerOptions) -> Void) throws -> UInt64 {
        var options = ServerOptions()
        options.port = 8080
        configure(&options)
        return try options.newStore(options.settings(), at: now).revision + 1
    }

    private func repeatingFlags(_ configure: (inout ServerOptions) -> Void) throws -> String {
        var options = ServerOptions()
        options.port = 8080
        configure(&options)
        let store = try options.newStore(options.settings(), at: now)
        return options.repeatingFlags(seed: 7, store)
    }
}
