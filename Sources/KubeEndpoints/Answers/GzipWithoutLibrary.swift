#if !Gzip
    /// Without zlib nothing is compressed: no client is taken to accept it, and there are no pieces.
    enum Gzip {
        static let isAvailable = false

        static func compress(_ bytes: [UInt8]) -> [UInt8]? { nil }

        static func pieces(of parts: [[UInt8]]) -> [GzipPiece]? { nil }
    }

    struct GzipPiece: Sendable {
        /// There is none.
        private let bytes: Never

        init?(stored content: [UInt8]) { nil }

        static func join(_ pieces: [GzipPiece]) -> [UInt8] { [] }
    }

    struct GzipStream: Sendable {
        mutating func append(_ piece: GzipPiece, to output: inout [UInt8]) {}

        func end(_ output: inout [UInt8]) {}
    }
#endif
