import KubeJSON
import Testing

@Suite struct `The positions that changed in an object` {
    private let object: JSONObject = ["a": 1, "b": ["c": 2], "d": "a text that is not small"]

    @Test func `are none when it is the very same`() {
        #expect(object.positions(changedFrom: object) == [])
    }

    @Test func `are those of values that were set`() {
        var changed = object
        changed["b"] = 3
        changed["d"] = nil
        changed["d"] = object["d"]

        #expect(changed.positions(changedFrom: object) == [1])
    }

    @Test func `cannot be told when keys are others, or in another order`() {
        let object: JSONObject = ["a": 1, "b": 2]

        #expect(object.positions(changedFrom: ["a": 1, "c": 2]) == nil)
        #expect(object.positions(changedFrom: ["a": 1]) == nil)
        #expect(object.positions(changedFrom: ["b": 2, "a": 1]) == nil)
    }

    @Test func `and a member can be put in its place`() {
        var object = object
        object.insert("ab", 0, at: 1)

        #expect(object.keys == ["a", "ab", "b", "d"])
        #expect(object["ab"] == 0)
    }

    @Test func `and that in a large object too`() {
        var object = JSONObject((0..<16).map { ("k\($0)", .integer(Int64($0))) })
        object.insert("x", "y", at: 3)
        object.insert("z", "w", at: 0)

        #expect(object.count == 18)
        #expect(object["x"] == "y" && object["z"] == "w" && object["k15"] == 15)
        #expect(object.keys.prefix(5) == ["z", "k0", "k1", "k2", "x"])
    }
}
