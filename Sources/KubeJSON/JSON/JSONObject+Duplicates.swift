extension JSONObject {
    /// A key that a document gave although it had given it before.
    package struct Duplicate: Sendable {
        package let key: String

        /// How many distinct keys were given before.
        package let position: Int

        /// The value that the key had until then.
        package let replaced: JSONValue
    }

    /// Every member that the parsed document gave, in its order: the members of the object with the
    /// first value of each, and where a key was repeated its next one.
    package var occurrences: [(member: Member, isRepeated: Bool)] {
        var earliest: [JSONString: JSONValue] = [:]
        var repeated: [(position: Int, member: Member)] = []
        for duplicate in duplicates.reversed() {
            let key = JSONString(duplicate.key)
            let value = earliest.updateValue(duplicate.replaced, forKey: key)
            let given = value ?? self[duplicate.key] ?? .null
            repeated.append((duplicate.position, (duplicate.key, given)))
        }
        var occurrences: [(member: Member, isRepeated: Bool)] = []
        for (index, member) in enumerated() {
            while let next = repeated.last, next.position <= index {
                occurrences.append((next.member, true))
                repeated.removeLast()
            }
            let value = earliest[JSONString(member.key)] ?? member.value
            occurrences.append(((member.key, value), false))
        }
        return occurrences + repeated.reversed().map { ($0.member, true) }
    }
}
