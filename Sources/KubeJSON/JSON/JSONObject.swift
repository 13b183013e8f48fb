/// The members of a JSON object, in order, each key once.
package struct JSONObject: Sendable {
    package typealias Member = (key: String, value: JSONValue)

    private var members: [Member]

    /// What few objects need: at most one element, so that the many that do not pay for a single
    /// word when they are copied.
    private var extras: [Extras] = []

    private struct Extras {
        /// Where each key stands, kept only for objects too large to search.
        var positions: [JSONString: Int] = [:]
        var duplicates: [Duplicate] = []
    }

    private static let searchedMembersMax = 16

    /// The keys that a parsed document gave more than once, in its order; empty for objects that were
    /// not parsed.
    package var duplicates: [Duplicate] { extras.first?.duplicates ?? [] }

    /// An object without members.
    package init() {
        members = []
    }

    /// An object of `members`; of a repeated key the last value counts.
    package init(_ members: some Sequence<(String, JSONValue)>) {
        self.init()
        for (key, value) in members { self[key] = value }
    }

    /// Makes room for `count` members.
    package mutating func reserveCapacity(_ count: Int) {
        members.reserveCapacity(count)
    }

    /// The value of `key`; setting nil removes the member, setting a new key appends it.
    package subscript(key: String) -> JSONValue? {
        get {
            position(of: key).map { members[$0].value }
        }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// The object that is the value of `key`; empty when the value is none.
    ///
    /// It is changed in place, without a copy.
    package subscript(object key: String) -> JSONObject {
        get { self[key]?.object ?? JSONObject() }
        _modify {
            var object = take(key)
            defer { self[key] = .object(object) }
            yield &object
        }
    }

    /// The object that is the value of `key`, leaving null in its place.
    private mutating func take(_ key: String) -> JSONObject {
        guard let position = position(of: key), let object = members[position].value.object else {
            return JSONObject()
        }
        members[position].value = .null
        return object
    }

    /// Adds what a parser met: a repeated key replaces the value and is remembered.
    package mutating func addParsed(_ key: String, _ value: JSONValue) {
        guard let position = position(of: key) else { return append(key, value) }
        needExtras()
        extras[0].duplicates.append(
            Duplicate(key: key, position: members.count, replaced: members[position].value))
        members[position].value = value
    }

    /// Adds a member whose key the object does not have yet.
    package mutating func append(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        guard members.count > Self.searchedMembersMax else { return }
        needExtras()
        index(from: extras[0].positions.count)
    }

    /// Removes the members that `isGone` picks, in one go: one by one, each would cost a walk through
    /// all of them.
    package mutating func removeAll(where isGone: (Member) -> Bool) {
        let count = members.count
        members.removeAll(where: isGone)
        if members.count < count { indexAgain() }
    }

    private mutating func needExtras() {
        if extras.isEmpty { extras.append(Extras()) }
    }

    private mutating func index(from first: Int) {
        for position in first..<members.count {
            extras[0].positions[JSONString(members[position].key)] = position
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        indexAgain()
    }

    private mutating func indexAgain() {
        guard !extras.isEmpty else { return }
        extras[0].positions = [:]
        if members.count > Self.searchedMembersMax { index(from: 0) }
    }

    private func position(of key: String) -> Int? {
        if members.count > Self.searchedMembersMax { return extras[0].positions[JSONString(key)] }
        for position in members.indices where members[position].key.hasSameBytes(as: key) {
            return position
        }
        return nil
    }
}

extension JSONObject: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { members.count }
    package subscript(position: Int) -> Member { members[position] }

    /// The keys, in order.
    package var keys: [String] { members.map(\.key) }

    /// The same members with their keys in byte order, as Go writes a map.
    package var sortedByKey: JSONObject {
        guard !isSortedByKey else { return self }
        return JSONObject(members.sorted { $0.key.precedesBytewise($1.key) }.map { ($0, $1) })
    }

    /// Whether the keys are in byte order.
    package var isSortedByKey: Bool {
        zip(members, members.dropFirst()).allSatisfy { !$1.key.precedesBytewise($0.key) }
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left.members, right.members).allSatisfy { member, other in
            member.key.hasSameBytes(as: other.key)
                ? member.value == other.value : right[member.key] == member.value
        }
    }

    package func hash(into hasher: inout Hasher) {
        // Order must not matter, and many objects of one size must not meet in one bucket.
        var sum = 0
        for (key, value) in members {
            var member = Hasher()
            member.combine(JSONString(key))
            member.combine(value)
            sum ^= member.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self.init(members)
    }
}
