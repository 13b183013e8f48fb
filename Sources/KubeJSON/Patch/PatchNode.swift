/// A part of a patched document: closed as it came, or opened so that its parts can change in place.
enum PatchNode: Sendable {
    case closed(JSONValue)
    case object([JSONString: PatchNode])
    case array([PatchNode])
}

extension PatchNode {
    /// The value with everything that was opened closed again.
    var value: JSONValue {
        switch self {
        case .closed(let value): value
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members):
            .object(
                JSONObject(
                    members.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value.value) }))
        }
    }

    /// How many objects and arrays are nested in each other at most; `count` grows by the number of
    /// values.
    func depth(counting count: inout Int) -> Int {
        switch self {
        case .closed(let value): return value.depth(counting: &count)
        case .array(let elements):
            count += 1
            return 1 + elements.reduce(0) { max($0, $1.depth(counting: &count)) }
        case .object(let members):
            count += 1
            return 1 + members.values.reduce(0) { max($0, $1.depth(counting: &count)) }
        }
    }

    /// How many elements of an array change places when one is put at `key` or taken from there.
    func elementsBehind(_ key: JSONString) -> Int {
        guard case .array(let elements) = self, let index = Int(key.text) else { return 0 }
        return index < 0
            ? min(elements.count, Int(clamping: index.magnitude)) : max(0, elements.count - index)
    }

    /// Calls `body` with the opened object or array at the end of `path`.
    mutating func withContainer<Result>(
        at path: ArraySlice<JSONString>,
        _ body: (inout Self) throws(JSONPatch.Failure) -> Result
    ) throws(JSONPatch.Failure) -> Result {
        try open()
        guard let key = path.first else { return try body(&self) }
        switch self {
        case .object(var members):
            guard let index = members.index(forKey: key) else { throw JSONPatch.Failure() }
            // The tree must not hold on to the members, or changing them would copy them.
            self = .closed(.null)
            defer { self = .object(members) }
            return try members.values[index].withContainer(at: path.dropFirst(), body)
        case .array(var elements):
            let index = try Self.index(key, count: elements.count)
            self = .closed(.null)
            defer { self = .array(elements) }
            return try elements[index].withContainer(at: path.dropFirst(), body)
        case .closed: throw JSONPatch.Failure()
        }
    }

    private mutating func open() throws(JSONPatch.Failure) {
        guard case .closed(let value) = self else { return }
        switch value {
        case .object(let object):
            let members = object.lazy.map { (JSONString($0.key), Self.closed($0.value)) }
            self = .object(Dictionary(members) { $1 })
        case .array(let elements): self = .array(elements.map(Self.closed))
        default: throw JSONPatch.Failure()
        }
    }

    /// The element or member `key`; nil when there is no such member.
    func child(at key: JSONString) throws(JSONPatch.Failure) -> Self? {
        switch self {
        case .object(let members): members[key]
        case .array(let elements): elements[try Self.index(key, count: elements.count)]
        case .closed: throw JSONPatch.Failure()
        }
    }

    /// Sets a member, or inserts an element; `-` stands behind the last one.
    mutating func add(_ node: Self, at key: JSONString) throws(JSONPatch.Failure) {
        switch self {
        case .object(var members):
            self = .closed(.null)
            members[key] = node
            self = .object(members)
        case .array(var elements):
            let isAppending = key == "-"
            let index =
                isAppending ? elements.count : try Self.index(key, count: elements.count + 1)
            self = .closed(.null)
            elements.insert(node, at: index)
            self = .array(elements)
        case .closed: throw JSONPatch.Failure()
        }
    }

    /// Sets a member, or an element that exists.
    mutating func replace(
        at key: JSONString, with node: Self
    ) throws(JSONPatch.Failure) {
        switch self {
        case .object: try add(node, at: key)
        case .array(var elements):
            let index = try Self.index(key, count: elements.count)
            self = .closed(.null)
            elements[index] = node
            self = .array(elements)
        case .closed: throw JSONPatch.Failure()
        }
    }

    /// Takes out a member or element that exists.
    mutating func remove(at key: JSONString) throws(JSONPatch.Failure) -> Self {
        switch self {
        case .object(var members):
            self = .closed(.null)
            guard let node = members.removeValue(forKey: key) else { throw JSONPatch.Failure() }
            self = .object(members)
            return node
        case .array(var elements):
            let index = try Self.index(key, count: elements.count)
            self = .closed(.null)
            let node = elements.remove(at: index)
            self = .array(elements)
            return node
        case .closed: throw JSONPatch.Failure()
        }
    }

    /// The index that `key` spells, counted from the end when negative, among `count`.
    private static func index(
        _ key: JSONString, count: Int
    ) throws(JSONPatch.Failure) -> Int {
        guard let number = Int(key.text), -count..<count ~= number else {
            throw JSONPatch.Failure()
        }
        return number < 0 ? number + count : number
    }
}

extension JSONValue {
    /// The depth; `count` grows by the number of values.
    fileprivate func depth(counting count: inout Int) -> Int {
        count += 1
        switch self {
        case .array(let elements):
            return 1 + elements.reduce(0) { max($0, $1.depth(counting: &count)) }
        case .object(let object):
            return 1 + object.reduce(0) { max($0, $1.value.depth(counting: &count)) }
        default: return 0
        }
    }
}
