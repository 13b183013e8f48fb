import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `An arrival order` {
    @Test func `gives each element once, in the order in which they came`() {
        var order = ArrivalOrder<String>()
        for element in ["c", "a", "c", "b"] { order.append(element) }

        #expect([order.popFirst(), order.popFirst(), order.popFirst()] == ["c", "a", "b"])
        #expect(order.popFirst() == nil)
        #expect(order.isEmpty)
    }

    @Test func `puts what was taken out and comes again at the end`() {
        var order = ArrivalOrder<String>()
        for element in ["a", "b"] { order.append(element) }
        order.remove("a")
        order.append("a")

        #expect(order.next(after: 0)?.element == "b")
        #expect([order.popFirst(), order.popFirst()] == ["b", "a"])
    }

    @Test(arguments: 1...20)
    func `is a list without repetitions`(seed: UInt64) {
        var random = Random(seed: seed)
        var order = ArrivalOrder<Int>()
        var list: [Int] = []
        for _ in 0..<2_000 {
            let element = Int(random.next() % 200)
            switch random.next() % 4 {
            case 0:
                order.remove(element)
                list.removeAll { $0 == element }
            case 1:
                #expect(order.popFirst() == (list.isEmpty ? nil : list.removeFirst()))
            default:
                order.append(element)
                if !list.contains(element) { list.append(element) }
            }
        }

        var rest: [Int] = []
        var number: UInt64 = 0
        while let next = order.next(after: number) {
            rest.append(next.element)
            number = next.number
        }
        #expect(rest == list)
    }
}
