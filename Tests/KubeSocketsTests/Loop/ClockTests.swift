import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

/// A handler that notes by how much the clock was set, and what it was told for the time last.
private final class ClockNoter: PlainHandler {
    private(set) var jumps: [Duration] = []

    func answer(_ request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: 200) }
    func clockWasSet(by jump: Duration) { jumps.append(jump) }
    func date(at now: Timestamp) -> Timestamp { Timestamp(seconds: 0) }
}

/// The clocks of a machine, which pass as its tests say.
private final class TestMachine: Sendable {
    let wall = TestClock(Timestamp(seconds: 784_111_777))
    let monotonic = TestClock(Timestamp(seconds: 5))

    var clocks: Clocks {
        Clocks(
            runTogether: true, wall: { [self] in wall.now },
            monotonic: { [self] in monotonic.now - Timestamp(seconds: 0) })
    }
}

@Suite struct `A loop whose clock is set` {
    private let machine = TestMachine()

    /// The jumps that a handler is told of, where `duration` passes while the wall clock goes on by
    /// `wallDuration`.
    private func jumps(_ duration: Duration, _ wallDuration: Duration) throws -> [Duration]? {
        let server = try RunningLoop(ClockNoter(), clocks: machine.clocks)
        _ = server.ask { _ in }
        server.whileBusy {
            machine.monotonic.advance(by: duration)
            machine.wall.advance(by: wallDuration)
        }
        _ = server.ask { _ in }
        return server.ask(\.jumps)
    }

    @Test(arguments: [-60, 60, -1, 1, 86_400])
    func `tells its handler how far, once`(seconds: Int) throws {
        let jump = Duration.seconds(seconds)
        #expect(try jumps(.seconds(3), .seconds(3) + jump) == [jump])
    }

    @Test(arguments: [-999, 0, 999])
    func `takes no notice of what is less than a second`(milliseconds: Int) throws {
        #expect(try jumps(.seconds(3), .seconds(3) + .milliseconds(milliseconds)) == [])
    }

    @Test func `dates what it refuses by itself as its handler says`() throws {
        let server = try RunningLoop(ClockNoter())
        let client = try server.client()
        client.send("nonsense\r\n\r\n")
        #expect(
            client.receive(until: "\r\n\r\n").contains("\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT"))
    }
}
