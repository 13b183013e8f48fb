/// The members of an object whose text is known too, and a place among them.
///
/// The text is valid JSON without blanks. Members are looked for from the place on, which is quick for
/// those that are asked for in order.
package struct KnownMembers {
    package let object: JSONObject

    /// Where the name of the first member begins in the text.
    private let start: Int

    private var position = 0

    /// Where the name of the member at `position` begins.
    private var index: Int

    /// One of the members.
    package struct Member {
        package let value: JSONValue

        /// Where the name and the value begin in the text.
        let nameIndex: Int
        package let index: Int

        /// Its own members, when it is an object.
        package var members: KnownMembers? {
            value.object.map { KnownMembers(of: $0, at: index + 1) }
        }
    }

    /// The members of `object`, whose text begins at `start` behind its brace.
    package init(of object: JSONObject, at start: Int) {
        self.object = object
        self.start = start
        index = start
    }

    /// The member `name`; the place is then before it.
    package mutating func find(_ name: String, in text: [UInt8]) -> Member? {
        guard let wanted = object.position(of: name) else { return nil }
        if wanted < position {
            position = 0
            index = start
        }
        skip(to: wanted, in: text)
        return Member(
            value: object[position].value, nameIndex: index,
            index: text.endOfPlainValue(from: index) + 1)
    }

    /// Goes on behind the next member, whose value ends at `end`.
    package mutating func pass(to end: Int) {
        position += 1
        // What stands in between is a comma.
        index = end + 1
    }

    /// Passes all members; where the object ends in the text.
    mutating func passAll(in text: [UInt8]) -> Int {
        guard !object.isEmpty else { return start + 1 }
        skip(to: object.count, in: text)
        return index
    }

    private mutating func skip(to wanted: Int, in text: [UInt8]) {
        while position < wanted {
            let value = text.endOfPlainValue(from: index) + 1
            pass(to: text.endOfPlainValue(from: value))
        }
    }
}

extension [UInt8] {
    /// Where the value ends that begins at `start` in this JSON, which is valid and has no blanks.
    func endOfPlainValue(from start: Int) -> Int {
        var index = start
        var depth = 0
        repeat {
            switch self[index] {
            case UInt8(ascii: "\""): index = endOfString(from: index)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
            default: index = endOfWord(from: index)
            }
        } while depth > 0
        return index
    }

    private func endOfString(from start: Int) -> Int {
        var index = indexOfStringMark(from: start + 1)
        // What is escaped does not end the string.
        while self[index] != UInt8(ascii: "\"") { index = indexOfStringMark(from: index + 2) }
        return index + 1
    }

    private func endOfWord(from start: Int) -> Int {
        var index = start
        while !PlainScanner.endsWord(self[index]) { index += 1 }
        return index
    }

    /// Where from `start` on there is the first byte that means something in a string: a quotation
    /// mark, a backslash or a control; the end where there is none.
    func indexOfStringMark(from start: Int) -> Int {
        var index = start
        while let eight = EightBytes(span, at: index) {
            let marks = eight.stringMarks
            guard marks == 0 else { return index + EightBytes.first(of: marks) }
            index += 8
        }
        while index < count {
            switch self[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return index
            default: index += 1
            }
        }
        return count
    }
}
