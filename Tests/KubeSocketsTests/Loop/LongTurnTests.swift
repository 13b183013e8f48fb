import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

/// Takes as many milliseconds for a request as its path says, by a clock of its own.
private final class Laggard: PlainHandler {
    let clock: Stopwatch

    init(clock: Stopwatch) { self.clock = clock }

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        let duration = Duration.milliseconds(Int(request.target.path.dropFirst()) ?? 0)
        clock.time.withLock { $0 += duration }
        return HTTPResponse(status: 200)
    }
}

private final class Stopwatch: Sendable {
    let time = Mutex(Duration.zero)
    let longTurns = Mutex<[Duration]>([])
}

@Suite struct `Turns of the loop` {
    @Test func `are noted when they are long`() throws {
        let clock = Stopwatch()
        let server = try RunningLoop(
            Laggard(clock: clock), monotonic: { clock.time.withLock(\.self) },
            noteLongTurn: { duration in clock.longTurns.withLock { $0.append(duration) } })
        let client = try server.client()

        for path in ["/4", "/5", "/0", "/70"] {
            client.get(path)
            #expect(client.receiveAnswer() == "200 ")
        }
        server.stop()

        #expect(clock.longTurns.withLock(\.self) == [.milliseconds(5), .milliseconds(70)])
    }
}
