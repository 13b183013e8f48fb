/// A value of a statement's parameter.
enum SQLiteValue {
    case null
    case integer(Int64)
    /// Text, as the bytes of its UTF-8.
    case text([UInt8])

    /// The text `string`.
    static func text(_ string: String) -> SQLiteValue { .text(Array(string.utf8)) }
}
