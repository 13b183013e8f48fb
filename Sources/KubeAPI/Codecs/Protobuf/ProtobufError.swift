/// Why bytes are no message, in the words of the decoders that real servers run.
package struct ProtobufError: Error, Hashable, Sendable {
    package let message: String

    package init(message: String) {
        self.message = message
    }
}

extension ProtobufError {
    /// The bytes end inside a value.
    static let unexpectedEnd = ProtobufError(message: "unexpected EOF")

    /// A number is longer than 64 bits.
    static let overflow = ProtobufError(message: "proto: integer overflow")

    /// A length is beyond what a signed number holds.
    static let negativeLength = ProtobufError(
        message: "proto: negative length found during unmarshaling")

    /// A time lies in a year that has no four digits, which Go too refuses to write as JSON.
    static let yearOutOfRange = ProtobufError(
        message: "Time.MarshalJSON: year outside of range [0,9999]")

    /// A field's value does not lie there as the field's type says.
    static func wrongWireType(_ wireType: UInt8, of field: String) -> ProtobufError {
        ProtobufError(message: "proto: wrong wireType = \(wireType) for field \(field)")
    }

    /// A list has more objects than are read.
    static func tooManyElements(of field: String) -> ProtobufError {
        ProtobufError(
            message: "proto: more than \(ObjectDecoder.elementsMax) elements for field \(field)")
    }

    /// There is no such wire type.
    static func illegalWireType(_ wireType: UInt8) -> ProtobufError {
        ProtobufError(message: "proto: illegal wireType \(wireType)")
    }

    /// A message of the type `message` is closed as if it were a group.
    static func groupEnd(in message: String) -> ProtobufError {
        ProtobufError(message: "proto: \(message): wiretype end group for non-group")
    }

    /// A field of a message of the type `message` has no number.
    static func illegalTag(_ number: Int32, _ tag: UInt64, in message: String) -> ProtobufError {
        ProtobufError(
            message: "proto: \(message): illegal tag \(number) (wire type \(tag))")
    }
}
