import KubeHTTP1
import KubeSockets
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

/// Does something that takes long, in slices of 5 ms, and takes a tenth of a millisecond for a request,
/// by a clock of its own.
private final class Worker: PlainHandler {
    let clock: ToldTime
    private(set) var diary: [Step] = []

    enum Step { case answer, slice }

    init(clock: ToldTime) { self.clock = clock }

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        clock.time.withLock { $0 += .microseconds(100) }
        diary.append(.answer)
        return HTTPResponse(status: 200)
    }

    func follow(to now: Timestamp) -> Timestamp? { now }

    func advance(to now: Timestamp) -> Timestamp? {
        clock.time.withLock { $0 += .milliseconds(5) }
        diary.append(.slice)
        return now
    }
}

/// Answers with ten bytes in five slices, each of which takes 3 ms by a clock of its own.
private final class Teller: HTTPHandler {
    let clock: ToldTime
    private var rest: [StreamID: Int] = [:]
    private(set) var told: [Int] = []
    private(set) var outcomes: [AnswerOutcome] = []

    init(clock: ToldTime) { self.clock = clock }

    var version: UInt64 { 0 }

    func respond(to request: HTTPRequest, as id: RequestID, at now: Timestamp) -> HTTPReply {
        let stream = StreamID(index: rest.count)
        rest[stream] = 5
        return HTTPReply(.pieces(HTTPResponse(status: 200), stream))
    }

    func resume(_ wait: WaitID, at now: Timestamp) -> HTTPReply? { nil }

    func streamsWithNews(at now: Timestamp) -> [StreamID] { [] }

    func produce(
        _ stream: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        clock.time.withLock { $0 += .milliseconds(3) }
        told.append(stream.index)
        output += "ab".utf8
        rest[stream, default: 1] -= 1
        return rest[stream] == 0 ? .finished : .more
    }

    func abandon(_ wait: WaitID) {}

    func cancel(_ stream: StreamID) {}

    func advance(to now: Timestamp) -> Timestamp? { nil }

    func didAnswer(_ request: RequestID, _ outcome: AnswerOutcome, at now: Timestamp) {
        outcomes.append(outcome)
    }

    func close(at now: Timestamp) {}
}

private final class ToldTime: Sendable {
    let time = Mutex(Duration.zero)
}

@Suite struct `What takes long` {
    private let clock = ToldTime()

    @Test func `takes no more than half of the time while clients want something`() throws {
        let clock = clock
        let server = try RunningLoop(
            Worker(clock: clock), monotonic: { clock.time.withLock(\.self) })
        let client = try server.client()

        server.whileBusy {
            client.send(String(repeating: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", count: 400))
        }
        for _ in 0..<400 { #expect(client.receiveAnswer() == "200 ") }

        let diary = try #require(server.ask(\.diary))
        let first = try #require(diary.firstIndex(of: .answer))
        let last = try #require(diary.lastIndex(of: .answer))
        let slices = diary[first...last].count { $0 == .slice }
        // The answers take 40 ms.
        #expect((3...9).contains(slices))
    }

    @Test func `goes on while nobody wants anything`() throws {
        let clock = clock
        let server = try RunningLoop(
            Worker(clock: clock), monotonic: { clock.time.withLock(\.self) })

        #expect(server.eventually { $0.diary.count > 20 })
    }

    @Test func `is told to one client and another in turn`() throws {
        let clock = clock
        let server = try RunningLoop(
            Teller(clock: clock), monotonic: { clock.time.withLock(\.self) })
        let clients = try (0..<3).map { _ in try server.client() }

        server.whileBusy { for client in clients { client.get("/") } }
        for client in clients {
            let answer = client.receive(until: "0\r\n\r\n")
            #expect(answer.contains("\r\nTransfer-Encoding: chunked\r\n"))
            #expect(answer.hasSuffix(String(repeating: "2\r\nab\r\n", count: 5) + "0\r\n\r\n"))
        }

        let told = try #require(server.ask(\.told))
        let half = told.prefix(7)
        for number in 0..<3 { #expect((1...4).contains(half.count { $0 == number })) }
        let all = Array(repeating: AnswerOutcome.answered(status: 200), count: 3)
        #expect(server.eventually { $0.outcomes == all })
    }
}
