import Environment
import Testing

@testable import Endpoints

@Suite struct `Wake times` {
    @Test func `come up in their order`() {
        var times = WakeTimes()
        for second: Int64 in [5, 1, 3] { times.insert(Timestamp(seconds: second)) }

        #expect(times.next == Timestamp(seconds: 1))
        times.remove(Timestamp(seconds: 1))
        #expect(times.next == Timestamp(seconds: 3))
    }

    @Test func `stay as long as somebody waits for them`() {
        var times = WakeTimes()
        let instant = Timestamp(seconds: 1)
        times.insert(instant)
        times.insert(instant)

        times.remove(instant)
        #expect(times.next == instant)
        times.remove(instant)
        #expect(times.next == nil)
        times.remove(instant)
        #expect(times.next == nil)
    }

    @Test(arguments: UInt64(1)...10)
    func `agree with a sorted list`(seed: UInt64) {
        var random = Random(seed: seed)
        var times = WakeTimes()
        var model: [Timestamp] = []

        for _ in 0..<2000 {
            if !model.isEmpty, random.next() % 100 < 48 {
                let index = Int.random(in: 0..<model.count, using: &random)
                times.remove(model.remove(at: index))
            } else {
                let instant = Timestamp(seconds: .random(in: 0..<200, using: &random))
                times.insert(instant)
                model.append(instant)
            }
            if random.next() % 4 == 0 { #expect(times.next == model.min()) }
        }
        for instant in model { times.remove(instant) }
        #expect(times.next == nil)
    }
}
