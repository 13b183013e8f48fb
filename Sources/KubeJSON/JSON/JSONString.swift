/// Text that is equal only to the same bytes and is ordered by its bytes, as Go's strings are.
///
/// Swift's `String` takes two spellings of one character for equal and orders by Unicode's rules.
package struct JSONString: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.text = text
    }

    package static func == (left: JSONString, right: JSONString) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    package static func < (left: JSONString, right: JSONString) -> Bool {
        left.text.precedesBytewise(right.text)
    }

    package func hash(into hasher: inout Hasher) {
        text.utf8.withContiguousBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether both strings are the same bytes of UTF-8.
    package func hasSameBytes(as other: String) -> Bool {
        if SharedStorage.isSame(self, other) { return true }
        // Comparing strings is much faster than comparing their bytes. Where it says yes only two
        // spellings of one character can differ, and ASCII has none.
        guard utf8.count == other.utf8.count, self == other else { return false }
        return utf16.count == utf8.count || utf8.elementsEqual(other.utf8)
    }

    /// Whether this string's bytes come before `other`'s.
    package func precedesBytewise(_ other: String) -> Bool {
        // Sorting compares a lot, and views without known storage are slow to walk through.
        let order = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { left.span.precedes($0.span) }
        }
        return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
    }
}

extension Span<UInt8> {
    /// Whether these bytes come before `others`.
    fileprivate func precedes(_ others: Span<UInt8>) -> Bool {
        var index = 0
        // Names of one kind often begin alike.
        while let eight = EightBytes(self, at: index), let other = EightBytes(others, at: index) {
            guard eight.bits == other.bits else {
                return eight.bits.byteSwapped < other.bits.byteSwapped
            }
            index += 8
        }
        while index < count, index < others.count {
            guard self[index] == others[index] else { return self[index] < others[index] }
            index += 1
        }
        return count < others.count
    }
}

extension String.UTF8View {
    fileprivate func withContiguousBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withContiguousStorageIfAvailable(body) ?? Array(self).withUnsafeBufferPointer(body)
    }
}
