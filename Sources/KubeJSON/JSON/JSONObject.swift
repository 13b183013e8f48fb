/// The members of a JSON object, in order, each key once.
package struct JSONObject: Sendable {
    package typealias Member = (key: String, value: JSONValue)

    private(set) var members: [Place]

    /// A member as it is kept: unlike of tuples, Swift knows of structs how to copy and destroy many.
    struct Place: Sendable {
        let key: String
        var value: JSONValue
    }

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
            case (let position?, let value?): replace(at: position, with: value)
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
            let position = position(of: key)
            var object = position.map { take(at: $0) } ?? JSONObject()
            defer {
                if let position {
                    members[position].value = .object(object)
                } else {
                    append(key, .object(object))
                }
            }
            yield &object
        }
    }

    /// The object that is the value at `position`, leaving null in its place.
    private mutating func take(at position: Int) -> JSONObject {
        guard let object = members[position].value.object else { return JSONObject() }
        members[position].value = .null
        return object
    }

    /// Sets the value at `position`; setting what is there already copies nothing.
    private mutating func replace(at position: Int, with value: JSONValue) {
        guard !members[position].value.isSame(as: value) else { return }
        members[position].value = value
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
        members.append(Place(key: key, value: value))
        guard members.count > Self.searchedMembersMax else { return }
        needExtras()
        index(from: extras[0].positions.count)
    }

    /// Adds a member whose key the object does not have yet before the one at `position`.
    package mutating func insert(_ key: String, _ value: JSONValue, at position: Int) {
        members.insert(Place(key: key, value: value), at: position)
        guard members.count > Self.searchedMembersMax else { return }
        needExtras()
        indexAgain()
    }

    /// Removes the members that `isGone` picks, in one go: one by one, each would cost a walk through
    /// all of them.
    package mutating func removeAll(where isGone: (Member) -> Bool) {
        let count = members.count
        members.removeAll { isGone(($0.key, $0.value)) }
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

    /// Where the member `key` stands.
    package func position(of key: String) -> Int? {
        if members.count > Self.searchedMembersMax { return extras[0].positions[JSONString(key)] }
        // Nearly every key is found at the first look, without reading it.
        for position in members.indices where SharedStorage.isSame(members[position].key, key) {
            return position
        }
        for position in members.indices where members[position].key.hasSameBytes(as: key) {
            return position
        }
        return nil
    }
}

extension JSONObject: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { members.count }
    package subscript(position: Int) -> Member {
        (members[position].key, members[position].value)
    }

    /// The keys, in order.
    package var keys: [String] { members.map(\.key) }

    /// The same members with their keys in byte order, as Go writes a map.
    package var sortedByKey: JSONObject {
        guard !isSortedByKey else { return self }
        var sorted = self
        sorted.members.sort { $0.key.precedesBytewise($1.key) }
        sorted.extras = []
        if members.count > Self.searchedMembersMax {
            sorted.needExtras()
            sorted.index(from: 0)
        }
        return sorted
    }

    /// Whether the keys are in byte order.
    package var isSortedByKey: Bool {
        for (position, member) in members.dropFirst().enumerated()
        where member.key.precedesBytewise(members[position].key) {
            return false
        }
        return true
    }
}

extension JSONObject {
    /// Whether both are the very same members, which is told without a look at them; a no says nothing.
    package func isSame(as other: JSONObject) -> Bool {
        SharedStorage.isSame(members, other.members)
    }

    /// Where the values stand that are not the very same in `other`, which has the same keys in the same
    /// order; nil when it has not.
    package func positions(changedFrom other: JSONObject) -> [Int]? {
        if isSame(as: other) { return [] }
        guard count == other.count else { return nil }
        var changed: [Int] = []
        for position in members.indices {
            guard members[position].key.hasSameBytes(as: other.members[position].key) else {
                return nil
            }
            if !members[position].value.isSame(as: other.members[position].value) {
                changed.append(position)
            }
        }
        return changed
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        if left.isSame(as: right) { return true }
        guard left.count == right.count else { return false }
        for position in left.members.indices {
            let key = left.members[position].key
            let value = left.members[position].value
            guard
                key.hasSameBytes(as: right.members[position].key)
                    ? value == right.members[position].value : right[key] == value
            else { return false }
        }
        return true
    }

    package func hash(into hasher: inout Hasher) {
        // Order must not matter, and many objects of one size must not meet in one bucket.
        var sum = 0
        for member in members {
            var memberHasher = Hasher()
            memberHasher.combine(JSONString(member.key))
            memberHasher.combine(member.value)
            sum ^= memberHasher.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self.init(members)
    }
}
