import KubeHTTP1
import KubeTime
import Synchronization
import Testing

/// Takes as many milliseconds for a request as its path says, by a clock of its own.
private struct Laggard: HTTPHandler, Sendable {
    let clock: Stopwatch

    var version: UInt64 { 0 }

    mutating func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPReply<Never, Never> {
        let duration = Duration.milliseconds(Int(request.target.path.dropFirst()) ?? 0)
        clock.time.withLock { $0 += duration }
        return .complete(HTTPResponse(status: 200))
    }

    mutating func advance(to now: Timestamp) -> Timestamp? { nil }
}

private final class Stopwatch: Sendable {
    let time = Mutex(Duration.zero)
    let longTurns = Mutex<[Duration]>([])
}

@Suite struct `Turns of the loop` {
    @Test func `are noted when they are long`() throws {
        let clock = Stopwatch()
        let server = try TestServer(
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
