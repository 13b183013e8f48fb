import CKubeZlib

/// A part of what a gzip stream holds, as blocks of `deflate` that end with a whole byte (RFC 1951).
///
/// Pieces that were made at different times can be joined: none refers to what another holds.
struct GzipPiece: Sendable {
    /// The blocks.
    let bytes: [UInt8]
    /// The size of what they hold.
    let count: Int
    private let checksum: UInt

    /// A piece whose blocks, `bytes`, hold `content`.
    init(_ bytes: [UInt8], of content: [UInt8]) {
        // Without the room that it took to make them.
        self.bytes = [] + bytes
        count = content.count
        checksum = crc32(0, content, UInt32(content.count))
    }

    /// A piece that holds `content` as it is, in one block; nil when that is too much for one.
    init?(stored content: [UInt8], isLast: Bool = false) {
        guard let size = UInt16(exactly: content.count) else { return nil }
        let head = [isLast ? 1 : 0] + Self.bytes(of: size) + Self.bytes(of: ~size)
        self.init(head + content, of: content)
    }
}

extension GzipPiece {
    /// The stream of `pieces`, of which the last one must be marked so.
    static func join(_ pieces: [GzipPiece]) -> [UInt8] {
        var stream = gzipHead
        stream.reserveCapacity(pieces.reduce(gzipHead.count + 8) { $0 + $1.bytes.count })
        var checksum = crc32(0, nil, 0)
        var count = 0
        for piece in pieces {
            stream += piece.bytes
            checksum = crc32_combine(checksum, piece.checksum, piece.count)
            count += piece.count
        }
        return stream + bytes(of: UInt32(checksum)) + bytes(of: UInt32(truncatingIfNeeded: count))
    }

    /// No name, no time, and the fastest compression, as zlib writes it.
    private static let gzipHead: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 3]

    private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian, Array.init)
    }
}
