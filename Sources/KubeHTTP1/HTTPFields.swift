/// The fields of a message, in the order in which they were sent; names ignore case.
package struct HTTPFields: Sendable {
    /// The fields of this message alone.
    private(set) var own: [HTTPField] = []
    /// What follows them, and other messages have too; nil where that is nothing.
    private(set) var common: CommonFields?

    /// As many fields as most messages have.
    private static let usualCount = 6

    /// No fields.
    package init() {}

    /// The first value of the field `name`, or nil when there is none.
    ///
    /// Setting replaces every field of that name by one; setting nil removes them.
    package subscript(name: String) -> String? {
        get { position(of: name).map { self[$0].value } }
        set {
            takeOverCommon()
            own.removeAll { $0.isNamed(name) }
            if let newValue { append(newValue, as: name) }
        }
    }

    /// Adds one more field, also when there are already some of that name.
    package mutating func append(_ value: String, as name: String) {
        append(HTTPField(name: name, value: value))
    }

    /// Adds one more field.
    package mutating func append(_ field: HTTPField) {
        takeOverCommon()
        if own.isEmpty { own.reserveCapacity(Self.usualCount) }
        own.append(field)
    }

    /// Adds fields that many messages have.
    package mutating func append(_ fields: CommonFields) {
        takeOverCommon()
        common = fields
    }

    /// Makes the common fields those of this message alone, so that others can follow them.
    private mutating func takeOverCommon() {
        guard let fields = common.take() else { return }
        own += fields.fields
    }

    /// Where the first field `name` is among those from `start` on.
    private func position(of name: String, from start: Int = 0) -> Int? {
        var position = start
        while position < own.count {
            if own[position].isNamed(name) { return position }
            position += 1
        }
        guard let common else { return nil }
        return common.fields[(position - own.count)...].firstIndex { $0.isNamed(name) }
            .map { $0 + own.count }
    }

    /// The one value of the field `name`, or nil when there is none.
    func onlyValue(
        of name: String, orThrow refusal: HTTPRefusal
    ) throws(HTTPRefusal) -> String? {
        guard let position = position(of: name) else { return nil }
        guard self.position(of: name, from: position + 1) == nil else { throw refusal }
        return self[position].value
    }

    /// Every value of the field `name`, in order.
    package func values(of name: String) -> [String] {
        filter { $0.isNamed(name) }.map(\.value)
    }

    /// Whether the comma-separated list in the field `name` holds `token`; case is ignored.
    package func list(of name: String, contains token: String) -> Bool {
        var start = 0
        while let position = position(of: name, from: start) {
            let elements = self[position].value.utf8.split(separator: UInt8(ascii: ","))
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
    package var endIndex: Int { own.count + (common?.fields.count ?? 0) }
    package subscript(position: Int) -> HTTPField {
        guard position >= own.count, let common else { return own[position] }
        return common.fields[position - own.count]
    }
}

extension HTTPFields: Hashable {
    package static func == (left: HTTPFields, right: HTTPFields) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        for field in self { hasher.combine(field) }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(value, as: name) }
    }
}

// MARK: - In few bytes

extension HTTPFields {
    /// Writes the fields.
    package func pack(into writer: inout PackedWriter) {
        writer.append(own.count + (common?.fields.count ?? 0))
        for index in own.indices { own[index].pack(into: &writer) }
        if let common { writer.append(packed: common.packed) }
    }

    /// Reads fields that `pack` has written.
    package init(_ reader: inout PackedReader) {
        for _ in 0..<reader.count() {
            append(HTTPField(&reader))
        }
    }
}
