import KubeTime
import Testing

@testable import KubeJSON

@Suite struct `Writing an object of which much was written before` {
    @Test func `gives the same text as writing all of it`() {
        var random = Random(seed: 3)
        for _ in 0..<2000 {
            let old = Self.value(depth: 4, &random).object ?? JSONObject()
            let new = Self.changed(.object(old), &random).object ?? JSONObject()
            var (before, expected, copied) = (JSONWriter(), JSONWriter(), JSONWriter())
            before.writeMembers(of: old)
            before.write(mark: "}")
            expected.writeMembers(of: new)

            var known = KnownMembers(of: old, at: 0)
            copied.writeMembers(of: new, copying: &known, from: before.bytes)

            #expect(copied.bytes == expected.bytes)
        }
    }

    private static func value(depth: Int, _ random: inout Random) -> JSONValue {
        let count = random.next() % 4
        switch depth == 4 ? 0 : random.next() % (depth > 0 ? 7 : 5) {
        case 0, 5:
            return .object(
                JSONObject(
                    (0..<count).map { _ in (key(&random), value(depth: depth - 1, &random)) }))
        case 1: return .integer(Int64(random.next() % 3000))
        case 2: return .bool(count > 1)
        case 3: return .null
        case 4: return .string(key(&random) + " some text that is long")
        default: return .array((0..<count).map { _ in value(depth: depth - 1, &random) })
        }
    }

    private static func key(_ random: inout Random) -> String {
        let keys = ["a", "b", "leaseDurationSeconds", "with \"quotes\"", "back\\", "<ü>", "", "}"]
        return keys[Int(random.next() % UInt64(keys.count))]
    }

    private static func changed(_ value: JSONValue, _ random: inout Random) -> JSONValue {
        if random.next() % 12 == 0 { return Self.value(depth: 2, &random) }
        switch value {
        case .object(let object):
            var members = object.filter { _ in random.next() % 12 > 0 }.map {
                ($0.key, changed($0.value, &random))
            }
            if random.next() % 6 == 0 { members.append((key(&random), .null)) }
            if random.next() % 6 == 0 { members.reverse() }
            return random.next() % 3 == 0 ? value : .object(JSONObject(members))
        case .array(let elements):
            let kept = elements.filter { _ in random.next() % 12 > 0 }
            return .array(kept.map { changed($0, &random) })
        default: return value
        }
    }
}
