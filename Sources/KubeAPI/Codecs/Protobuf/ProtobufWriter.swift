/// Writes messages in protobuf's wire format.
///
/// Every method writes what it is given, zero too: which fields a message leaves out is for the
/// caller to say.
package struct ProtobufWriter {
    package private(set) var bytes: [UInt8]

    /// A writer that goes on behind `bytes`.
    package init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Makes room for `count` more bytes.
    package mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Writes field `number` as a variable-length integer; negative ones take ten bytes.
    package mutating func write(_ value: Int64, at number: Int) {
        writeTag(number, .varint)
        writeVarint(UInt64(bitPattern: value))
    }

    /// Writes field `number` as a truth value.
    package mutating func write(_ value: Bool, at number: Int) {
        write(value ? 1 : 0 as Int64, at: number)
    }

    /// Writes field `number` as text.
    package mutating func write(_ text: String, at number: Int) {
        writeTag(number, .bytes)
        writeVarint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes field `number` as bytes.
    package mutating func write(_ content: [UInt8], at number: Int) {
        writeTag(number, .bytes)
        writeVarint(UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    /// Writes fields that are encoded already.
    package mutating func write(encoded fields: [UInt8]) {
        bytes.append(contentsOf: fields)
    }

    /// Writes field `number` as the message that `body` writes.
    package mutating func writeMessage(
        at number: Int, _ body: (inout ProtobufWriter) -> Void
    ) {
        writeTag(number, .bytes)
        let start = bytes.count
        // Most messages are short enough for one byte of length; a longer one is moved.
        bytes.append(0)
        body(&self)
        let length = bytes.count - start - 1
        guard length >= 0x80 else {
            bytes[start] = UInt8(length)
            return
        }
        var prefix = ProtobufWriter()
        prefix.writeVarint(UInt64(length))
        bytes.replaceSubrange(start...start, with: prefix.bytes)
    }

    /// Begins field `number` as a message of `size` bytes, which come behind it.
    package mutating func beginMessage(at number: Int, size: Int) {
        writeTag(number, .bytes)
        writeVarint(UInt64(size))
    }

    private mutating func writeTag(_ number: Int, _ type: ProtobufWireType) {
        writeVarint(UInt64(number) << 3 | UInt64(type.rawValue))
    }

    private mutating func writeVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
