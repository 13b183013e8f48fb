/// Writes messages in protobuf's wire format.
///
/// Every method writes what it is given, zero too: which fields a message leaves out is for the
/// caller to say.
package struct ProtobufWriter {
    package private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing.
    package init() {}

    /// Writes field `number` as a variable-length integer; negative ones take ten bytes.
    package mutating func write(_ value: Int64, at number: Int) {
        writeTag(number, .variableLength)
        writeVarint(UInt64(bitPattern: value))
    }

    /// Writes field `number` as a truth value.
    package mutating func write(_ value: Bool, at number: Int) {
        write(value ? 1 : 0 as Int64, at: number)
    }

    /// Writes field `number` as text.
    package mutating func write(_ text: String, at number: Int) {
        writeTag(number, .lengthDelimited)
        writeVarint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes field `number` as bytes.
    package mutating func write(_ content: [UInt8], at number: Int) {
        writeTag(number, .lengthDelimited)
        writeVarint(UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    /// Writes field `number` as the message that `body` writes.
    package mutating func writeMessage(
        at number: Int, _ body: (inout ProtobufWriter) -> Void
    ) {
        var message = ProtobufWriter()
        body(&message)
        write(message.bytes, at: number)
    }

    /// The wire types that Kubernetes uses.
    private enum WireType: UInt64 {
        case variableLength = 0
        case lengthDelimited = 2
    }

    private mutating func writeTag(_ number: Int, _ type: WireType) {
        writeVarint(UInt64(number) << 3 | type.rawValue)
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
