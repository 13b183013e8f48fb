/// A number as it was spelled; Go's errors quote the spelling, and `1.0` is not an integer to it.
package struct JSONNumber: Hashable, Sendable {
    /// The number's spelling, valid JSON.
    package let literal: String

    /// The whole number `value`.
    package init(_ value: Int64) {
        literal = String(value)
    }

    /// The number spelled `literal`, which must be valid JSON.
    package init(literal: String) {
        self.literal = literal
    }

    /// The value, when the spelling has neither fraction nor exponent and fits.
    package var integer: Int64? {
        Int64(literal)
    }
}
