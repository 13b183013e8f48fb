#if Gzip
    import CKubeZlib

    /// A part of what a gzip stream holds, as blocks of `deflate` that end with a whole byte (RFC 1951).
    ///
    /// Pieces that were made at different times can be joined: none refers to what another holds.
    struct GzipPiece: Sendable {
        /// The blocks.
        let bytes: [UInt8]
        /// The size of what they hold.
        let count: Int
        fileprivate let checksum: UInt

        /// A piece whose blocks, `bytes`, hold `content`.
        init(_ bytes: [UInt8], of content: [UInt8]) {
            // Without the room that it took to make them.
            self.bytes = [] + bytes
            count = content.count
            checksum = crc32(0, content, UInt32(content.count))
        }

        /// A piece that holds `content` as it is, in one block; nil when that is too much for one.
        init?(stored content: [UInt8]) {
            guard let size = UInt16(exactly: content.count) else { return nil }
            let head = [0] + Self.bytes(of: size) + Self.bytes(of: ~size)
            self.init(head + content, of: content)
        }
    }

    extension GzipPiece {
        /// The stream of `pieces`.
        static func join(_ pieces: [GzipPiece]) -> [UInt8] {
            var output: [UInt8] = []
            output.reserveCapacity(pieces.reduce(32) { $0 + $1.bytes.count })
            var stream = GzipStream()
            for piece in pieces { stream.append(piece, to: &output) }
            stream.end(&output)
            return output
        }

        fileprivate static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian, Array.init)
        }
    }

    /// A gzip stream that is put together from pieces.
    struct GzipStream: Sendable {
        private var checksum = crc32(0, nil, 0)
        private var count = 0
        private var hasBegun = false

        /// No name, no time, and the fastest compression, as zlib writes it.
        private static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 3]
        /// A last block, which holds nothing.
        private static let lastBlock: [UInt8] = [1, 0, 0, 0xFF, 0xFF]

        /// Appends the next piece to `output`.
        mutating func append(_ piece: GzipPiece, to output: inout [UInt8]) {
            if !hasBegun { output += Self.head }
            hasBegun = true
            output += piece.bytes
            checksum = crc32_combine(checksum, piece.checksum, piece.count)
            count += piece.count
        }

        /// Appends what ends the stream.
        func end(_ output: inout [UInt8]) {
            output += Self.lastBlock
            output += GzipPiece.bytes(of: UInt32(checksum))
            output += GzipPiece.bytes(of: UInt32(truncatingIfNeeded: count))
        }
    }
#endif
