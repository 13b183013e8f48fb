/// The fields of a message, in the order in which they were sent; names ignore case.
package struct HTTPFields: Hashable, Sendable {
    private var fields: [HTTPField] = []

    /// No fields.
    package init() {}

    /// The first value of the field `name`, or nil when there is none.
    ///
    /// Setting replaces every field of that name by one; setting nil removes them.
    package subscript(name: String) -> String? {
        get { fields.first { $0.isNamed(name) }?.value }
        set {
            fields.removeAll { $0.isNamed(name) }
            if let newValue { append(newValue, as: name) }
        }
    }

    /// Adds one more field, also when there are already some of that name.
    package mutating func append(_ value: String, as name: String) {
        fields.append(HTTPField(name: name, value: value))
    }

    /// Every value of the field `name`, in order.
    package func values(of name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    /// Whether the comma-separated list in the field `name` holds `token`; case is ignored.
    package func list(of name: String, contains token: String) -> Bool {
        fields.contains { field in
            field.isNamed(name)
                && field.value.utf8.split(separator: UInt8(ascii: ",")).contains {
                    $0.trimmingBlanks().equalsIgnoringCase(token.utf8)
                }
        }
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
