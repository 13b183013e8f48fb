import KubeAPI
import KubeJSON
import KubeTime

/// Documents as clients could send them, and as none would.
struct RandomDocuments {
    /// How many of a thousand values are odd.
    let oddness: UInt64

    var random: Random

    init(oddness: UInt64, _ random: Random) {
        self.oddness = oddness
        self.random = random
    }

    private mutating func happens(in thousand: UInt64) -> Bool { random.next() % 1000 < thousand }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }
}

// MARK: - Values

extension RandomDocuments {
    /// An object with some of the fields of `schema`.
    mutating func object(of schema: ObjectSchema) -> JSONObject {
        var object = JSONObject()
        for field in schema.fields where happens(in: 600) {
            object[field.name] = happens(in: oddness) ? odd() : value(of: field.type)
        }
        if happens(in: oddness) { object[pick(["x", "Name", "kind"])] = odd() }
        return object
    }

    private mutating func value(of type: FieldType) -> JSONValue {
        switch type {
        case .string: .string(pick(["", "a", "some text that is long", "ü<&>", "\u{2028}\"\\\n"]))
        case .bool: .bool(happens(in: 500))
        case .int32, .int64: .integer(pick([0, 1, -7, 15, Int64(Int32.max)]))
        case .time: .string("202\(random.next() % 10)-02-28T03:04:05Z")
        case .microTime:
            .string("202\(random.next() % 10)-02-28T03:04:05.00000\(random.next() % 10)Z")
        case .stringMap:
            .object(
                JSONObject(
                    (0..<random.next() % 4).map { _ in
                        ("k\(random.next() % 9)", value(of: .string))
                    }))
        case .fieldsV1: .object(["f:spec": .object(["f:x\(random.next() % 3)": [:], ".": [:]])])
        case .object(let schema): .object(object(of: schema))
        case .strings: .array((0..<random.next() % 3).map { _ in value(of: .string) })
        case .objects(let schema, _):
            .array((0..<random.next() % 3).map { _ in .object(object(of: schema)) })
        }
    }

    private mutating func odd() -> JSONValue {
        pick([
            .null, .null, true, "", "x", [], [:], [.null], ["": .null], .integer(1 << 40),
            .number(JSONNumber(literal: "1.0")), .number(JSONNumber(literal: "-0")),
            "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z", "2026-02-30T00:00:00Z",
            "2026-01-02T03:04:05+01:00", "2026-01-02T03:04:05.000001+01:00",
        ])
    }

    /// The object with a few members gone, odd, or of another value of their kind.
    mutating func changed(_ object: JSONObject) -> JSONObject {
        var changed = JSONObject()
        for (key, value) in object {
            switch value {
            case _ where happens(in: 20): continue
            case _ where happens(in: oddness): changed[key] = odd()
            case .object(let members): changed[key] = .object(self.changed(members))
            case .string(let text) where text.text.hasSuffix("Z") && happens(in: 100):
                changed[key] = .string(
                    text.text.replacing("02-28", with: "02-2\(random.next() % 10)"))
            case .string where happens(in: 20): changed[key] = .string("other")
            default: changed[key] = value
            }
        }
        return changed
    }
}

// MARK: - Texts

extension RandomDocuments {
    /// A text of `object`, mostly as it would be written.
    mutating func text(of object: JSONObject) -> String {
        let isSpread = happens(in: 300)
        let isShuffled = happens(in: 300)
        return text(.object(object), isSpread, isShuffled)
    }

    private mutating func text(_ value: JSONValue, _ isSpread: Bool, _ isShuffled: Bool) -> String {
        let blank = isSpread ? pick([" ", "", "\n\t"]) : ""
        switch value {
        case .object(let object):
            var members = Array(object)
            if isShuffled, members.count > 1 {
                members.swapAt(0, Int(random.next() % UInt64(members.count)))
            }
            if happens(in: oddness), let first = members.first { members.append(first) }
            let texts = members.map {
                JSONWriter.text(.string($0.key)) + blank + ":" + blank
                    + text($0.value, isSpread, isShuffled)
            }
            return blank + "{" + blank + texts.joined(separator: blank + "," + blank) + "}" + blank
        case .array(let elements):
            return "[" + elements.map { text($0, isSpread, isShuffled) }.joined(separator: ",")
                + "]"
        case .string(let string) where happens(in: oddness) && string.text.hasPrefix("a"):
            return #""\u0061""#
        default: return blank + JSONWriter.text(value) + blank
        }
    }
}
