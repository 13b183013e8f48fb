import KubeJSON
import KubeTime
import Testing

@Suite struct `A JSON object` {
    @Test func `behaves as an ordered dictionary, whatever its size`() {
        var random = Random(seed: 5)
        var object = JSONObject()
        var model: [(key: String, value: Int64)] = []
        for step in 0..<4000 {
            let key = "k\(random.next() % 40)"
            let position = model.firstIndex { $0.key == key }
            if random.next() % 3 == 0 {
                object[key] = nil
                if let position { model.remove(at: position) }
            } else {
                object[key] = .integer(Int64(step))
                if let position {
                    model[position].value = Int64(step)
                } else {
                    model.append((key, Int64(step)))
                }
            }

            #expect(object.keys == model.map(\.key))
            #expect(object.map(\.value) == model.map { .integer($0.value) })
            #expect(object[key]?.integer == model.first { $0.key == key }?.value)
        }
    }

    @Test(arguments: [0, 10, 20, 1000])
    func `removes many members at once`(count: Int) {
        var object = JSONObject((0..<count).map { ("k\($0)", .integer(Int64($0))) })

        object.removeAll { $0.value.integer?.isMultiple(of: 3) == true }

        #expect(object.map(\.value.integer) == (0..<Int64(count)).filter { $0 % 3 != 0 })
        for number in 0..<count {
            #expect(object["k\(number)"]?.integer == (number % 3 == 0 ? nil : Int64(number)))
        }
    }

    @Test func `equals one with the same members in another order`() {
        let object = JSONObject([("a", 1), ("b", 2)])

        #expect(object == JSONObject([("b", 2), ("a", 1)]))
        #expect(object.hashValue == JSONObject([("b", 2), ("a", 1)]).hashValue)
        #expect(object != JSONObject([("a", 1)]))
        #expect(object != JSONObject([("a", 1), ("c", 2)]))
        #expect(object != JSONObject([("a", 1), ("b", 3)]))
    }

    @Test func `sorts keys by their bytes`() {
        let object = JSONObject([("b", 1), ("\u{E9}", 2), ("B", 3), ("e\u{301}", 4), ("", 5)])

        #expect(object.sortedByKey.map(\.value) == [5, 3, 1, 4, 2])
    }

    @Test func `with very many members is found in quickly`() {
        let object = JSONObject((0..<100_000).map { ("k\($0)", .integer(Int64($0))) })

        #expect((0..<100_000).allSatisfy { object["k\($0)"] == .integer(Int64($0)) })
    }
}
