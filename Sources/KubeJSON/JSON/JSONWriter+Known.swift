extension JSONWriter {
    /// Appends the members of `object`, of which many may be those of `known`: these are copied from
    /// `text`, which is what was written of them.
    package mutating func writeMembers(
        of object: JSONObject, copying known: inout KnownMembers, from text: [UInt8]
    ) {
        for position in object.members.indices {
            if position > 0 { write(mark: ",") }
            let member = object.members[position]
            guard let old = known.find(member.key, in: text) else {
                write(string: member.key)
                write(mark: ":")
                write(member.value)
                continue
            }
            if member.value.isSame(as: old.value) {
                let end = text.endOfPlainValue(from: old.index)
                write(encoded: text[old.nameIndex..<end])
                known.pass(to: end)
            } else {
                write(encoded: text[old.nameIndex..<old.index])
                known.pass(to: write(member.value, copying: old.value, at: old.index, from: text))
            }
        }
    }

    /// Appends `value`, of which much may be the same as in `old`, which stands at `index` in `text`; where
    /// `old` ends there.
    private mutating func write(
        _ value: JSONValue, copying old: JSONValue, at index: Int, from text: [UInt8]
    ) -> Int {
        if value.isSame(as: old) {
            let end = text.endOfPlainValue(from: index)
            write(encoded: text[index..<end])
            return end
        }
        switch (value, old) {
        case (.object(let object), .object(let oldObject)):
            var known = KnownMembers(of: oldObject, at: index + 1)
            write(mark: "{")
            writeMembers(of: object, copying: &known, from: text)
            write(mark: "}")
            return known.passAll(in: text)
        case (.array(let elements), .array(let oldElements))
        where elements.count == oldElements.count && !elements.isEmpty:
            var end = index
            for position in elements.indices {
                write(mark: position > 0 ? "," : "[")
                end = write(
                    elements[position], copying: oldElements[position], at: end + 1, from: text)
            }
            write(mark: "]")
            return end + 1
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _):
            write(value)
            return text.endOfPlainValue(from: index)
        }
    }
}
