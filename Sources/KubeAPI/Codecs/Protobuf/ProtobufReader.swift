import KubeJSON

/// Walks through the fields of one message in protobuf's wire format.
///
/// Nothing is copied and nothing is allocated: a nested message is a reader of the same bytes.
/// Whatever the bytes are, reading ends in a value or in an error.
package struct ProtobufReader {
    /// A field's number and the way in which its value lies there.
    package struct Tag {
        package let number: Int32

        /// The three bits behind the number, which may be no `ProtobufWireType`.
        package let wireType: UInt8

        fileprivate let start: Int
    }

    private let bytes: [UInt8]
    private var index: Int
    private let end: Int

    /// The type of the message, which errors name.
    private let message: String

    /// A reader of the fields in `bytes`, from `start` on a message of the type `message`.
    package init(_ bytes: [UInt8], from start: Int = 0, as message: String) {
        self.init(bytes, start..<bytes.count, as: message)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>, as message: String) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
        self.message = message
    }

    /// Whether the message has no bytes at all.
    package var isEmpty: Bool { index == end }

    /// The tag of the next field; nil at the end of the message.
    package mutating func next() throws(ProtobufError) -> Tag? {
        guard index < end else { return nil }
        let start = index
        let tag = try varint()
        // The number is what is left in 32 bits, as it is to the real decoders.
        let number = Int32(truncatingIfNeeded: tag >> 3)
        let wireType = UInt8(tag & 7)
        guard wireType != ProtobufWireType.groupEnd.rawValue else {
            throw .groupEnd(in: message)
        }
        guard number > 0 else { throw .illegalTag(number, tag, in: message) }
        return Tag(number: number, wireType: wireType, start: start)
    }
}

// MARK: - Values

extension ProtobufReader {
    /// The number in the field called `name`.
    package mutating func varint(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> UInt64 {
        guard tag.wireType == ProtobufWireType.varint.rawValue else {
            throw .wrongWireType(tag.wireType, of: name())
        }
        return try varint()
    }

    /// The bytes in the field called `name`.
    package mutating func bytes(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> ArraySlice<UInt8> {
        bytes[try range(of: tag, name())]
    }

    /// The text in the field called `name`; what is no UTF-8 becomes U+FFFD, as in JSON.
    package mutating func text(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> String {
        JSONText.decode(try bytes(of: tag, name()))
    }

    /// A reader of the message of the type `message` in the field called `name`.
    package mutating func message(
        of tag: Tag, _ name: @autoclosure () -> String, as message: String
    ) throws(ProtobufError) -> ProtobufReader {
        ProtobufReader(bytes, try range(of: tag, name()), as: message)
    }

    /// Passes over the value of a field that nobody knows.
    package mutating func skip(_ tag: Tag) throws(ProtobufError) {
        index = tag.start
        // Groups are counted, not followed, so that nesting costs nothing.
        var depth = 0
        repeat {
            let wireType = UInt8(try varint() & 7)
            switch ProtobufWireType(rawValue: wireType) {
            case .varint: _ = try varint()
            case .eightBytes: try skipBytes(8)
            case .fourBytes: try skipBytes(4)
            case .bytes: index = try range().upperBound
            case .groupStart: depth += 1
            case .groupEnd: depth -= 1
            case nil: throw .illegalWireType(wireType)
            }
        } while depth > 0
    }

    private mutating func skipBytes(_ count: Int) throws(ProtobufError) {
        guard end - index >= count else { throw .unexpectedEnd }
        index += count
    }

    private mutating func range(
        of tag: Tag, _ name: @autoclosure () -> String
    ) throws(ProtobufError) -> Range<Int> {
        guard tag.wireType == ProtobufWireType.bytes.rawValue else {
            throw .wrongWireType(tag.wireType, of: name())
        }
        let range = try range()
        index = range.upperBound
        return range
    }

    /// Where the bytes lie whose length comes next.
    private mutating func range() throws(ProtobufError) -> Range<Int> {
        guard let length = Int(exactly: try varint()) else { throw .negativeLength }
        guard length <= end - index else { throw .unexpectedEnd }
        return index..<index + length
    }

    private mutating func varint() throws(ProtobufError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            guard index < end else { throw .unexpectedEnd }
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .overflow
    }
}
