import FakeAPIServerTesting
import KubeTestSupport
import KubeTime
import Synchronization
import Testing

@Suite(.limited) struct `Sleeping by the clock of a server` {
    private let start = Timestamp.epoch

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `ends in the order of the deadlines`(seed: UInt64) async throws {
        var random = Random(seed: seed)
        // Some of them are the same.
        let delays = (0..<30).map { _ in Duration.milliseconds(1 + Int(random.next() % 20)) }
        let woken = Log<Int>()
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            let clock = server.clock
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, delay) in delays.enumerated() {
                    group.addTask {
                        try await clock.sleep(until: start + delay)
                        #expect(clock.now == start + delay)
                        woken.add(number)
                    }
                    // So that it is known who goes to sleep first.
                    try await clock.advance(by: .zero)
                }
                try await clock.advance(by: .milliseconds(20))
                try await group.waitForAll()
            }
        }
        #expect(woken.all == delays.indices.sorted { (delays[$0], $0) < (delays[$1], $1) })
    }

    @Test func `and working in turns is played in full`() async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            let clock = server.clock
            let times = Log<Timestamp>()
            let worker = Task {
                while true {
                    try await clock.sleep(for: .seconds(2))
                    times.add(clock.now)
                }
            }
            try await clock.advance(by: .seconds(600))
            #expect(times.all == (1...300).map { start + .seconds(2 * $0) })
            worker.cancel()
            await #expect(throws: CancellationError.self) { try await worker.value }
        }
    }

    @Test func `ends at once when the instant is past, with an error when the task is cancelled`()
        async throws
    {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { [start] server in
            let clock = server.clock
            try await clock.sleep(until: start)
            try await clock.sleep(until: start - .seconds(1))
            let (gate, opening) = AsyncStream<Void>.makeStream()
            let cancelled = Task {
                for await _ in gate {}
                try await clock.sleep(until: start)
            }
            cancelled.cancel()
            opening.finish()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
        }
    }

    @Test func `ends with an error when the server does`() async throws {
        let server = try await withFakeAPIServer(clock: .manual()) { server in
            let clock = server.clock
            let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
            try await clock.advance(by: .zero)
            await server.shutDown()
            await #expect(throws: FakeAPIServerError.self) { try await sleeper.value }
            return server
        }
        await #expect(throws: FakeAPIServerError.self) {
            try await server.clock.sleep(for: .seconds(1))
        }
    }

    @Test func `is as fast as the clock`() async throws {
        try await withFakeAPIServer(clock: .real(rate: 1000)) { server in
            let clock = server.clock
            let start = clock.now
            try await clock.sleep(for: .seconds(10))
            #expect(clock.now - start >= .seconds(10))
        }
    }

    @Test func `is what is next due`() async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { [start] server in
            let clock = server.clock
            #expect(try await clock.nextDue == nil)
            let sleeper = Task { try await clock.sleep(for: .seconds(7)) }
            try await clock.advance(by: .zero)
            #expect(try await clock.nextDue == start + .seconds(7))
            sleeper.cancel()
            _ = await sleeper.result
            #expect(try await clock.nextDue == nil)
        }
    }

    @Test func `waits for what is done meanwhile`() async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { [start] server in
            let clock = server.clock
            let times = Log<Timestamp>()
            let (beginning, begin) = AsyncStream<Void>.makeStream()
            let worker = Task {
                try await clock.whileWorking {
                    begin.finish()
                    // By the machine's clock, and longer than anybody is waited for who says nothing.
                    try await Task.sleep(for: .milliseconds(200))
                    times.add(clock.now)
                }
            }
            for await _ in beginning {}
            try await clock.advance(by: .seconds(10))
            try await worker.value
            #expect(times.all == [start])
        }
    }
}

/// What has happened, in order.
final class Log<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock(\.self) }

    func add(_ element: Element) { elements.withLock { $0.append(element) } }
}
