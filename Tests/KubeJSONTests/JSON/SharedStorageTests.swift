import Testing

@testable import KubeJSON

@Suite struct `Shared storage` {
    @Test func `makes strings the same that are copies of each other, or short and equal`() {
        let long = String(repeating: "long", count: 10)
        let copy = long

        #expect(SharedStorage.isSame(long, copy))
        #expect(SharedStorage.isSame("short", String("trohs".reversed())))
        #expect(!SharedStorage.isSame("short", "shirt"))
        #expect(!SharedStorage.isSame(long, long + "er"))
    }

    @Test func `makes arrays the same that are copies of each other until one changes`() {
        let array = [1, 2, 3]
        var copy = array
        #expect(SharedStorage.isSame(array, copy))

        copy[0] = 1
        #expect(!SharedStorage.isSame(array, copy))
    }

    @Test func `is kept by an object whose members are set to what they are`() {
        let object: JSONObject = ["a": "text", "b": ["c": [1, 2]], "d": 7]
        var copy = object

        for (key, value) in object { copy[key] = value }
        #expect(copy.isSame(as: object))

        copy["d"] = 8
        #expect(!copy.isSame(as: object))
        #expect(copy["b"]?.isSame(as: object["b"] ?? .null) == true)
        #expect(copy != object)
    }
}
