import KubeJSON

/// The members of an object that were read so far.
struct ReadMembers {
    /// The values, one for each field of the schema in order.
    private(set) var values: [JSONValue?]

    private let schema: ObjectSchema

    /// Where the next field is looked for first: documents mostly have them in order.
    private var expected = 0

    /// The fields that were read, null or not, as bits.
    private var read: UInt64 = 0

    /// How many of the values are those of the object that is known, and how many are not.
    private var sharedCount = 0
    private var newCount = 0

    init(of schema: ObjectSchema) {
        self.schema = schema
        values = [JSONValue?](repeating: nil, count: schema.fields.count)
    }

    /// Where the field stands whose name lies at `name` in `text`; nil when there is none.
    ///
    /// A field that was read before is unusual.
    mutating func next(
        _ name: Range<Int>, of text: [UInt8]
    ) throws(PlainScanner.Unusual) -> Int? {
        guard let position = schema.names.position(of: name, in: text, from: expected) else {
            return nil
        }
        guard position < UInt64.bitWidth, read & 1 << UInt64(position) == 0 else {
            throw PlainScanner.Unusual()
        }
        read |= 1 << UInt64(position)
        expected = position + 1
        return position
    }

    /// Adds what was read of the field at `position`, which has the value `old` in the object that is
    /// known.
    mutating func add(_ value: JSONValue?, at position: Int, replacing old: JSONValue? = nil) {
        guard let value else { return }
        if let old, value.isSame(as: old) { sharedCount += 1 } else { newCount += 1 }
        values[position] = value
    }

    /// Whether these are the members of `known` and no others.
    func areAll(of known: JSONObject) -> Bool {
        newCount == 0 && sharedCount == known.count
    }
}
