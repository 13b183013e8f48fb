import KubeJSON

/// The members of an object whose text is known too, and a place among them.
///
/// Members are looked for from there on, which is quick for those that are asked for in order.
struct KnownMembers {
    let object: JSONObject

    /// Where the name of the first member begins in the text.
    private let start: Int

    private var position = 0

    /// Where the name of the member at `position` begins.
    private var index: Int

    /// One of the members.
    struct Member {
        let value: JSONValue
        /// Where the value begins in the text.
        let index: Int

        /// Its own members, when it is an object.
        var members: KnownMembers? {
            value.object.map { KnownMembers(of: $0, at: index + 1) }
        }
    }

    /// The members of `object`, whose text begins at `start` behind its brace.
    init(of object: JSONObject, at start: Int) {
        self.object = object
        self.start = start
        index = start
    }

    /// The member `name`, a name that is written without escapes; the place is then before it.
    mutating func find(_ name: String, in text: [UInt8]) -> Member? {
        guard let wanted = object.position(of: name) else { return nil }
        if wanted < position {
            position = 0
            index = start
        }
        while position < wanted {
            let value = text.endOfPlainValue(from: index) + 1
            pass(to: text.endOfPlainValue(from: value))
        }
        return Member(value: object[position].value, index: index + name.utf8.count + 3)
    }

    /// Goes on behind the next member, whose value ends at `end`.
    mutating func pass(to end: Int) {
        position += 1
        // What stands in between is a comma.
        index = end + 1
    }
}

extension [UInt8] {
    /// Where the value ends that begins at `start` in this JSON, which is valid and has no blanks.
    fileprivate func endOfPlainValue(from start: Int) -> Int {
        var index = start
        var depth = 0
        while true {
            switch self[index] {
            case UInt8(ascii: "\""): index = endOfString(from: index)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
                continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { return index }
                depth -= 1
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { return index }
                index += 1
                continue
            default:
                index += 1
                continue
            }
            guard depth > 0 else { return index }
        }
    }

    private func endOfString(from start: Int) -> Int {
        var index = start + 1
        while self[index] != UInt8(ascii: "\"") {
            index += self[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index + 1
    }
}
