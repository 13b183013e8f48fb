import KubeTime
import Testing

@Suite struct `Timers` {
    private let start = Timestamp(seconds: 1_000)

    @Test func `come the earliest first, and at one instant in the order in which they were set`() {
        var deadlines = Deadlines<String>()
        deadlines["late"] = start + .seconds(9)
        deadlines["b"] = start
        deadlines["a"] = start

        #expect(deadlines.next == start)
        #expect(deadlines.popFirst(dueAt: start - .microseconds(1)) == nil)
        #expect(drain(&deadlines, at: start + .seconds(8)) == ["b", "a"])
        #expect(deadlines.next == start + .seconds(9))
    }

    @Test func `can be moved either way, and removed`() {
        var deadlines = Deadlines<String>()
        for key in ["a", "b", "c"] { deadlines[key] = start }

        deadlines["a"] = start + .seconds(2)
        deadlines["b"] = start - .seconds(2)
        deadlines["c"] = nil

        #expect(deadlines["a"] == start + .seconds(2))
        #expect(deadlines["c"] == nil)
        #expect(drain(&deadlines, at: start + .seconds(2)) == ["b", "a"])
        #expect(deadlines.next == nil)
    }

    @Test func `can all be shifted together, and keep their order`() {
        var deadlines = Deadlines<String>()
        for key in ["late", "b", "a"] { deadlines[key] = start }
        deadlines["late"] = start + .seconds(9)

        deadlines.shift(by: .seconds(-60))

        #expect(deadlines.next == start - .seconds(60))
        #expect(deadlines["late"] == start - .seconds(51))
        #expect(drain(&deadlines, at: start - .seconds(52)) == ["b", "a"])
        #expect(drain(&deadlines, at: start - .seconds(51)) == ["late"])
    }

    @Test func `that are moved away and back lose their place`() {
        var deadlines = Deadlines<String>()
        deadlines["a"] = start
        deadlines["b"] = start
        deadlines["a"] = start + .seconds(1)
        deadlines["a"] = start

        #expect(drain(&deadlines, at: start) == ["b", "a"])
    }

    @Test func `that are set to what they are keep their place`() {
        var deadlines = Deadlines<String>()
        deadlines["a"] = start
        deadlines["b"] = start
        deadlines["a"] = start

        #expect(drain(&deadlines, at: start) == ["a", "b"])
    }

    @Test(arguments: UInt64(1)...20)
    func `agree with a sorted list after any changes`(seed: UInt64) {
        var random = Random(seed: seed)
        var deadlines = Deadlines<Int>()
        var model: [(key: Int, instant: Timestamp)] = []

        for _ in 0..<2_000 {
            let key = Int.random(in: 0..<40, using: &random)
            let instant = start + .seconds(Int.random(in: 0..<30, using: &random))
            let wanted = Bool.random(using: &random) ? instant : nil
            deadlines[key] = wanted
            if model.first(where: { $0.key == key })?.instant != wanted {
                model.removeAll { $0.key == key }
                if let wanted { model.append((key, wanted)) }
            }
            #expect(deadlines.next == model.map(\.instant).min())
        }

        // The sort is stable, so that equal instants stay in the order in which they were set.
        let order = model.sorted { $0.instant < $1.instant }.map(\.key)
        #expect(drain(&deadlines, at: start + .seconds(30)) == order)
    }

    private func drain<Key>(_ deadlines: inout Deadlines<Key>, at now: Timestamp) -> [Key] {
        var keys: [Key] = []
        while let key = deadlines.popFirst(dueAt: now) { keys.append(key) }
        return keys
    }
}
