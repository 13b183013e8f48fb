/// Writes numbers and texts one behind the other, in as few bytes as they need.
///
/// What stands where is known to whoever reads them, in the same order, with a `PackedReader`.
package struct PackedWriter: Sendable {
    /// What was written.
    package private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing, and has room for about as many bytes as there will be.
    package init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes a number: seven bits a byte, the lowest ones first.
    package mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes a number that there may not be, and that is not the largest one.
    package mutating func append(_ number: UInt64?) {
        append(number.map { $0 + 1 } ?? 0)
    }

    /// Writes a count.
    package mutating func append(_ count: Int) {
        append(UInt64(count))
    }

    /// Writes a text.
    package mutating func append(_ text: String) {
        append(text.utf8.count)
        if !text.isEmpty { bytes.append(contentsOf: text.utf8) }
    }

    /// Writes a text that there may not be.
    package mutating func append(_ text: String?) {
        append(text.map { UInt64($0.utf8.count) })
        if let text { bytes.append(contentsOf: text.utf8) }
    }

    /// Writes bytes.
    package mutating func append(_ content: [UInt8]) {
        append(content.count)
        bytes.append(contentsOf: content)
    }

    /// Writes what another writer has written.
    mutating func append(packed content: [UInt8]) {
        bytes.append(contentsOf: content)
    }

    /// Writes whether something is true.
    package mutating func append(_ isTrue: Bool) {
        bytes.append(isTrue ? 1 : 0)
    }
}
