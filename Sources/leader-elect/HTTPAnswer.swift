/// An HTTP/1.1 answer as it arrives.
struct HTTPAnswer {
    /// The status, once the head is there.
    private(set) var status: Int?
    /// Whether nothing more is needed.
    private(set) var isComplete = false
    /// Whether the answer ended too early or is malformed.
    private(set) var isBroken = false

    private var bytes: [UInt8] = []
    private var body: [UInt8] = []
    private var framing = Framing.close

    private enum Framing {
        /// The body ends with the connection.
        case close
        /// So many bytes are missing.
        case length(Int)
        /// The next chunk's size comes next, or the line end after a chunk.
        case chunkSize
        /// So many bytes of a chunk are missing.
        case chunk(Int)
    }

    private static let headBytesMax = 1 << 16

    /// Takes what arrived; `isEnd` says that nothing more will.
    mutating func append(_ news: some Sequence<UInt8>, isEnd: Bool) {
        bytes += news
        if status == nil { readHead() }
        if status != nil { readBody() }
        guard isEnd, !isComplete else { return }
        isComplete = true
        if case .close = framing, status != nil { return }
        isBroken = true
    }

    /// The part of the body that was not taken yet.
    mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    private mutating func readHead() {
        let lineEnds = Array("\r\n\r\n".utf8)
        guard let end = bytes.firstRange(of: lineEnds) else {
            if bytes.count > Self.headBytesMax { fail() }
            return
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n")
        bytes.removeFirst(end.upperBound)
        guard let first = lines.first?.split(separator: " "), first.count > 1,
            first[0].hasPrefix("HTTP/1."), let status = Int(first[1])
        else { return fail() }
        self.status = status
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].drop { $0 == " " }
            switch parts[0].lowercased() {
            case "content-length":
                guard let length = Int(value), length >= 0 else { return fail() }
                framing = .length(length)
            case "transfer-encoding" where value.lowercased() == "chunked": framing = .chunkSize
            default: break
            }
        }
    }

    private mutating func readBody() {
        while !isComplete {
            switch framing {
            case .close:
                body += bytes
                bytes = []
                return
            case .length(let missing):
                guard let rest = move(missing) else { return }
                framing = .length(rest)
                isComplete = rest == 0
            case .chunk(let missing):
                guard let rest = move(missing) else { return }
                framing = rest == 0 ? .chunkSize : .chunk(rest)
            case .chunkSize:
                guard readChunkSize() else { return }
            }
        }
    }

    /// Moves up to `missing` bytes into the body; how many are still missing, nil when none came.
    private mutating func move(_ missing: Int) -> Int? {
        let count = min(missing, bytes.count)
        guard count > 0 || missing == 0 else { return nil }
        body += bytes.prefix(count)
        bytes.removeFirst(count)
        return missing - count
    }

    private mutating func readChunkSize() -> Bool {
        let lineEnd = Array("\r\n".utf8)
        if bytes.starts(with: lineEnd) { bytes.removeFirst(2) }
        guard let end = bytes.firstRange(of: lineEnd) else {
            if bytes.count > Self.headBytesMax { fail() }
            return false
        }
        let line = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        bytes.removeFirst(end.upperBound)
        guard let size = Int(line.prefix { $0 != ";" }, radix: 16), size >= 0 else {
            fail()
            return false
        }
        if size == 0 { isComplete = true } else { framing = .chunk(size) }
        return true
    }

    private mutating func fail() {
        isBroken = true
        isComplete = true
    }
}
