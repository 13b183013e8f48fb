/// Tells without a look at the contents that two values are equal, since they are the same memory.
///
/// A no says nothing: equal values may lie in two places.
enum SharedStorage {
    /// Whether both strings are the same 16 bytes: a small string itself, or where a large one lies.
    @inline(__always)
    static func isSame(_ left: String, _ right: String) -> Bool {
        words(of: left) == words(of: right)
    }

    /// Whether both arrays are the same elements in the same place.
    @inline(__always)
    static func isSame<Element>(_ left: [Element], _ right: [Element]) -> Bool {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                left.baseAddress == right.baseAddress && left.count == right.count
            }
        }
    }

    private static func words(of text: String) -> (UInt64, UInt64) {
        unsafeBitCast(text, to: (UInt64, UInt64).self)
    }
}
