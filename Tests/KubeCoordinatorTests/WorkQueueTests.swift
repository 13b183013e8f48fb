import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `The work queue` {
    private let later = now + .seconds(5)

    @Test func `gives keys in the order in which they came, each once`() {
        var queue = WorkQueue<String>()
        for key in ["b", "a", "b", "c", "a"] { queue.add(key) }

        #expect(drain(&queue, at: now) == ["b", "a", "c"])
        #expect(queue.isEmpty)
        #expect(queue.nextDue == nil)
    }

    @Test func `gives delayed keys when they are due, the earliest first`() {
        var queue = WorkQueue<String>()
        queue.add("late", at: now + .seconds(9))
        queue.add("soon", at: later)
        queue.add("same time as soon", at: later)

        #expect(queue.nextDue == later)
        #expect(drain(&queue, at: now + .seconds(4)).isEmpty)
        #expect(drain(&queue, at: later) == ["soon", "same time as soon"])
        #expect(queue.nextDue == now + .seconds(9))
    }

    @Test func `moves a waiting key only earlier`() {
        var queue = WorkQueue<String>()
        queue.add("key", at: later)
        queue.add("key", at: later + .seconds(1))
        #expect(queue.nextDue == later)

        queue.add("key", at: now)

        #expect(drain(&queue, at: now) == ["key"])
        #expect(queue.nextDue == nil)
        #expect(drain(&queue, at: later + .seconds(1)).isEmpty)
    }

    @Test func `keeps the later time of a key that is worked on at once`() {
        var queue = WorkQueue<String>()
        queue.add("key", at: later)
        queue.add("key")

        #expect(drain(&queue, at: now) == ["key"])
        #expect(queue.nextDue == later)
    }

    @Test func `keeps the order of many times`() {
        var queue = WorkQueue<Int>()
        var random = Random(seed: 7)
        let delays = (0..<200).map { _ in Int(random.next() % 1000) }
        for (key, delay) in delays.enumerated() { queue.add(key, at: now + .seconds(delay)) }

        let order = drain(&queue, at: now + .seconds(1000)).map { delays[$0] }

        #expect(order == delays.sorted())
    }

    private func drain<Key>(_ queue: inout WorkQueue<Key>, at instant: Timestamp) -> [Key] {
        var keys: [Key] = []
        while let key = queue.next(at: instant) { keys.append(key) }
        return keys
    }
}
