/// How a value lies in a message.
package enum ProtobufWireType: UInt8, Sendable {
    case varint = 0
    case eightBytes = 1
    /// A length and so many bytes: text, messages.
    case bytes = 2
    case groupStart = 3
    case groupEnd = 4
    case fourBytes = 5
}
