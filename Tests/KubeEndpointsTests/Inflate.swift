import CKubeZlib
import Testing

/// What `compressed`, a whole gzip stream, holds.
func inflate(_ compressed: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    try #require(
        inflateInit2_(
            &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: 4_000_000)
    var input = compressed
    let result = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            return CKubeZlib.inflate(&stream, Z_FINISH)
        }
    }
    try #require(result == Z_STREAM_END)
    return Array(output.prefix(Int(stream.total_out)))
}
