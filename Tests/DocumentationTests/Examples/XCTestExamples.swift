import FakeAPIServerTesting
import XCTest

final class TakeoverTests: XCTestCase {
    private var server: FakeCluster!

    override func setUp() async throws {
        var options = ServerOptions(coordinated: true)
        options.clock = .manual()
        let server = try FakeAPIServer(options)
        addTeardownBlock { await server.shutDown() }
        self.server = server.cluster
    }

    func testTheLeaseRunsOut() async throws {
        try await server.leases.create(
            LeaseObject("app", heldBy: "a", for: .seconds(15), renewedAt: server.clock.now))
        let report = try await server.clock.advance(until: .lease("app", isFree: true))
        XCTAssertGreaterThanOrEqual(report.elapsed, .seconds(15))
    }
}
