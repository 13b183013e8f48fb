/// The fields of a message, in the order in which they were sent; names ignore case.
package struct HTTPFields: Hashable, Sendable {
    private var fields: [HTTPField] = []

    /// As many fields as most messages have.
    private static let usualCount = 6

    /// No fields.
    package init() {}

    /// The first value of the field `name`, or nil when there is none.
    ///
    /// Setting replaces every field of that name by one; setting nil removes them.
    package subscript(name: String) -> String? {
        get { position(of: name).map { fields[$0].value } }
        set {
            fields.removeAll { $0.isNamed(name) }
            if let newValue { append(newValue, as: name) }
        }
    }

    /// Adds one more field, also when there are already some of that name.
    package mutating func append(_ value: String, as name: String) {
        append(HTTPField(name: name, value: value))
    }

    /// Adds one more field.
    package mutating func append(_ field: HTTPField) {
        if fields.isEmpty { fields.reserveCapacity(Self.usualCount) }
        fields.append(field)
    }

    /// Where the first field `name` is among those from `start` on.
    private func position(of name: String, from start: Int = 0) -> Int? {
        var position = start
        while position < fields.count {
            if fields[position].isNamed(name) { return position }
            position += 1
        }
        return nil
    }

    /// The one value of the field `name`, or nil when there is none.
    func onlyValue(
        of name: String, orThrow refusal: HTTPRefusal
    ) throws(HTTPRefusal) -> String? {
        guard let position = position(of: name) else { return nil }
        guard self.position(of: name, from: position + 1) == nil else { throw refusal }
        return fields[position].value
    }

    /// Every value of the field `name`, in order.
    package func values(of name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    /// Whether the comma-separated list in the field `name` holds `token`; case is ignored.
    package func list(of name: String, contains token: String) -> Bool {
        var start = 0
        while let position = position(of: name, from: start) {
            let elements = fields[position].value.utf8.split(separator: UInt8(ascii: ","))
            if elements.contains(where: { $0.trimmingBlanks().equalsIgnoringCase(token.utf8) }) {
                return true
            }
            start = position + 1
        }
        return false
    }
}

extension HTTPFields: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { fields.count }
    package subscript(position: Int) -> HTTPField { fields[position] }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(value, as: name) }
    }
}
