import FakeAPIServerTesting
import KubeTestSupport
import Testing

/// As many tests as a large suite has, side by side in one process.
@Suite(.fakeAPIServer(clock: .manual()))
struct `Five hundred tests with a cluster each` {
    @Test(arguments: 1...500) func `run side by side`(number: Int) async throws {
        let server = try FakeAPIServer.current
        try await server.leases.create(
            LeaseObject("app", heldBy: "\(number)", for: .seconds(15), renewedAt: .epoch))
        try await server.clock.advance(by: .seconds(10))
        #expect(try await server.leases.get("app").holderIdentity == "\(number)")
    }
}
