/// Reads what a `PackedWriter` has written, in the same order.
package struct PackedReader {
    private let bytes: [UInt8]
    private var position = 0

    /// A reader at the beginning of `bytes`.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next number.
    package mutating func number() -> UInt64 {
        var number: UInt64 = 0
        var shift = 0
        while true {
            let byte = bytes[position]
            position += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }

    /// The next number, which there may not be.
    package mutating func optionalNumber() -> UInt64? {
        let number = number()
        return number == 0 ? nil : number - 1
    }

    /// The next count.
    package mutating func count() -> Int { Int(number()) }

    /// The next text.
    package mutating func text() -> String { text(count()) }

    /// The next text, which there may not be.
    package mutating func optionalText() -> String? {
        optionalNumber().map { text(Int($0)) }
    }

    /// The next bytes.
    package mutating func content() -> [UInt8] { Array(slice(count())) }

    /// Whether the next thing is true.
    package mutating func isTrue() -> Bool { slice(1).first == 1 }

    private mutating func text(_ count: Int) -> String {
        String(decoding: slice(count), as: UTF8.self)
    }

    private mutating func slice(_ count: Int) -> ArraySlice<UInt8> {
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}
