import CKubeZlib

/// The content coding `gzip` (RFC 1952), made by the system's zlib.
enum Gzip {
    /// The bits of the largest window, and the 16 that ask zlib for gzip's head and tail.
    private static let windowBits: Int32 = 15 + 16
    /// What zlib takes when nobody says how much memory it may use.
    private static let memoryLevel: Int32 = 8

    /// `bytes` compressed, as fast as zlib can; nil when they are more than it takes at once.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard let count = UInt32(exactly: bytes.count),
            deflateInit2_(
                &stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY,
                ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        guard let capacity = UInt32(exactly: deflateBound(&stream, UInt(count))) else { return nil }
        var isWhole = false
        let compressed = bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: Int(capacity)) { output, written in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = count
                stream.next_out = output.baseAddress
                stream.avail_out = capacity
                isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
                written = Int(capacity - stream.avail_out)
            }
        }
        return isWhole ? compressed : nil
    }
}
