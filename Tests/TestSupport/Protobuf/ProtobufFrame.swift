/// How a watch in protobuf is cut: each event comes behind its length in four bytes.
package enum ProtobufFrame {
    /// Takes the first frame out of `buffer`; nil while it is not there as a whole.
    package static func take(from buffer: inout [UInt8]) -> [UInt8]? {
        guard buffer.count >= 4 else { return nil }
        let end = 4 + buffer.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard buffer.count >= end else { return nil }
        defer { buffer.removeSubrange(..<end) }
        return Array(buffer[4..<end])
    }
}
