#if Gzip
    import CKubeZlib

    /// The content coding `gzip` (RFC 1952), made by the system's zlib.
    enum Gzip {
        /// Whether this was built with zlib, that is with the package trait Gzip.
        static let isAvailable = true

        /// zlib's largest window, and gzip's head and tail.
        private static let framedWindow: Int32 = 15 + 16
        /// The same window, and no head and tail.
        private static let bareWindow: Int32 = -15
        /// What zlib takes when nobody says how much memory it may use.
        private static let memoryLevel: Int32 = 8

        /// `bytes` compressed, as fast as zlib can; nil when they are more than it takes at once.
        static func compress(_ bytes: [UInt8]) -> [UInt8]? {
            withStream(framedWindow) { deflate(bytes, &$0, Z_FINISH) }
        }

        /// Each of `parts` compressed by itself, so that they can be joined in any order.
        static func pieces(of parts: [[UInt8]]) -> [GzipPiece]? {
            withStream(bareWindow) { stream in
                var pieces: [GzipPiece] = []
                for part in parts {
                    // It ends with a whole byte, and what follows does not refer to it.
                    guard let bytes = deflate(part, &stream, Z_FULL_FLUSH) else { return nil }
                    pieces.append(GzipPiece(bytes, of: part))
                }
                return pieces
            }
        }

        private static func withStream<Value>(
            _ windowBits: Int32, _ body: (inout z_stream) -> Value?
        ) -> Value? {
            var stream = z_stream()
            guard
                deflateInit2_(
                    &stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY,
                    ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return nil }
            defer { deflateEnd(&stream) }
            return body(&stream)
        }

        private static func deflate(
            _ bytes: [UInt8], _ stream: inout z_stream, _ flush: Int32
        ) -> [UInt8]? {
            guard let count = UInt32(exactly: bytes.count),
                let capacity = UInt32(exactly: deflateBound(&stream, UInt(count)) + markerSize)
            else { return nil }
            var isWhole = false
            let compressed = bytes.withUnsafeBufferPointer { input in
                [UInt8](unsafeUninitializedCapacity: Int(capacity)) { output, written in
                    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    stream.avail_in = count
                    stream.next_out = output.baseAddress
                    stream.avail_out = capacity
                    let result = CKubeZlib.deflate(&stream, flush)
                    isWhole =
                        result == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) && stream.avail_out > 0
                    written = Int(capacity - stream.avail_out)
                }
            }
            return isWhole ? compressed : nil
        }

        /// The most that zlib writes to end on a whole byte.
        private static let markerSize: UInt = 16
    }
#endif
