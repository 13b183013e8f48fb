/// Reads requests from the bytes of one connection, however they are cut.
///
/// What is ambiguous is refused (RFC 9112, 11.2). After a refusal, and after a body that is too
/// large, the place where the next request starts is unknown: the parser has then ended.
package struct RequestParser: Sendable {
    /// How far the current request has come.
    package private(set) var stage = Stage.between

    /// Whether what is being read, or was refused, wants an answer without a body.
    package private(set) var isHead = false

    private let limits: HTTPLimits
    private var buffer: [UInt8] = []
    private var position = 0
    private var scanned = 0
    private var sectionBytes = 0
    private var requestLine: RequestLine?
    private var recentTarget = RecentTarget()
    private var fields = HTTPFields()
    /// The head of the current request, once it is complete.
    private var head: RequestHead?
    /// The head of the last request.
    private var recentHead: RequestHead?
    private var body: [UInt8] = []
    private var isContinueAwaited = false

    /// A parser at the start of a connection.
    package init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    /// Takes bytes that have arrived.
    package mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard stage != .ended else { return }
        discardConsumedBytes()
        buffer.append(contentsOf: bytes)
    }

    /// The next request, or nil when more bytes are needed.
    package mutating func next() throws(HTTPRefusal) -> HTTPRequest? {
        do {
            return try step()
        } catch {
            end()
            throw error
        }
    }

    /// Gives up the memory of the requests so far: the next one may be long in coming.
    package mutating func releaseMemory() {
        discardConsumedBytes()
        if buffer.isEmpty { buffer = [] }
        recentTarget = RecentTarget()
        recentHead = nil
    }

    /// How many bytes wait to be read as part of later requests.
    package var bufferedByteCount: Int { buffer.count - position }

    /// Whether the client waits for `100 Continue` before it sends its body; says so only once.
    package mutating func takeContinue() -> Bool {
        guard isContinueAwaited, bufferedByteCount == 0 else { return false }
        isContinueAwaited = false
        return true
    }

    /// How far a request has come.
    package enum Stage: Hashable, Sendable {
        /// Nothing of it has arrived.
        case between
        /// Its request line or fields.
        case head
        /// So many bytes of its body are missing.
        case body(missing: Int)
        /// The line that starts a chunk.
        case chunkLine
        /// So many bytes of a chunk are missing.
        case chunk(missing: Int)
        /// The end of the line behind a chunk.
        case chunkEnd
        /// The fields behind the last chunk.
        case trailer
        /// Nothing more can be read from the connection.
        case ended
    }
}

extension RequestParser {
    private mutating func step() throws(HTTPRefusal) -> HTTPRequest? {
        while true {
            switch stage {
            case .between:
                guard bufferedByteCount > 0 else { return nil }
                stage = .head
            case .head:
                if let head = takeRecentHead() {
                    guard let request = begin(head) else { continue }
                    return request
                }
                guard let line = try takeLine(max: limits.headBytesMax) else { return nil }
                if let request = try readHead(line) { return request }
            case .body(let missing):
                let rest = missing - takeBody(atMost: missing)
                stage = .body(missing: rest)
                return rest == 0 ? finish() : nil
            case .chunkLine:
                sectionBytes = 0
                guard let line = try takeLine(max: limits.chunkLineBytesMax) else { return nil }
                if let request = try readChunkLine(line) { return request }
            case .chunk(let missing):
                let rest = missing - takeBody(atMost: missing)
                stage = rest == 0 ? .chunkEnd : .chunk(missing: rest)
                if rest > 0 { return nil }
            case .chunkEnd:
                guard try takeChunkEnd() else { return nil }
                stage = .chunkLine
            case .trailer:
                guard let line = try takeLine(max: limits.headBytesMax) else { return nil }
                if line.isEmpty { return finish() }
                var trailer = HTTPFields()
                try trailer.append(line: line)
            case .ended:
                return nil
            }
        }
    }

    /// Reads one line of the head; the empty one ends it, and may end the request.
    private mutating func readHead(_ line: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPRequest? {
        guard let requestLine else {
            // RFC 9112, 2.2: an empty line before a request is ignored.
            guard !line.isEmpty else { return nil }
            isHead = line.starts(with: "HEAD ".utf8)
            self.requestLine = try RequestLine(line, &recentTarget)
            return nil
        }
        guard line.isEmpty else {
            try fields.append(line: line)
            return nil
        }
        let head = try RequestHead(
            requestLine, fields, from: buffer[(position - sectionBytes)..<position])
        recentHead = head.isShort ? head : nil
        return begin(head)
    }

    /// Passes over a head that is the same as the last one, and returns it.
    private mutating func takeRecentHead() -> RequestHead? {
        guard sectionBytes == 0, let recentHead, buffer.hasBytes(recentHead.bytes, at: position)
        else { return nil }
        consume(recentHead.bytes.count)
        return recentHead
    }

    /// Goes on behind the head; returns the request when it ends there.
    private mutating func begin(_ head: RequestHead) -> HTTPRequest? {
        self.head = head
        isHead = head.line.method == "HEAD"
        requestLine = nil
        sectionBytes = 0
        switch head.framing {
        case .length(0):
            return finish()
        case .length(let length) where isTooLong(length):
            return finish(isBodyTooLarge: true)
        case .length(let length):
            stage = .body(missing: length)
        case .chunked:
            stage = .chunkLine
        }
        isContinueAwaited = head.awaitsContinue
        return nil
    }

    /// Reads the size of a chunk (RFC 9112, 7.1).
    private mutating func readChunkLine(
        _ line: ArraySlice<UInt8>
    ) throws(HTTPRefusal) -> HTTPRequest? {
        let digits = line.prefix { $0.hexDigit != nil }
        guard !digits.isEmpty, line[digits.endIndex...].areChunkExtensions else {
            throw .malformedChunk
        }
        guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw .malformedChunk
        }
        sectionBytes = 0
        if size > .max - body.count || isTooLong(body.count + size) {
            return finish(isBodyTooLarge: true)
        }
        stage = size == 0 ? .trailer : .chunk(missing: size)
        return nil
    }

    /// Whether a body of so many bytes is too long for the path.
    private func isTooLong(_ count: Int) -> Bool {
        guard count > limits.bodyBytesMax else { return false }
        guard let long = limits.longBodies, let target = head?.line.destination.target,
            target.path.hasSuffix(long.pathSuffix)
        else { return true }
        return count > long.bytesMax
    }

    /// Reads the line end behind a chunk; false when it has not arrived.
    private mutating func takeChunkEnd() throws(HTTPRefusal) -> Bool {
        let end = buffer[position...].prefix(2)
        guard [UInt8.carriageReturn, .lineFeed].starts(with: end) else { throw .malformedChunk }
        guard end.count == 2 else { return false }
        consume(2)
        return true
    }

    /// The request that has been read, and gets ready for the next one.
    private mutating func finish(isBodyTooLarge: Bool = false) -> HTTPRequest? {
        guard let head = head.take() else {
            preconditionFailure("a request ends after its head")
        }
        var request = HTTPRequest(
            method: head.line.method, destination: head.line.destination,
            version: head.line.version, fields: head.fields, body: body,
            isBodyTooLarge: isBodyTooLarge)
        request.head = head.bytes
        fields = HTTPFields()
        body = []
        sectionBytes = 0
        isContinueAwaited = false
        isHead = false
        stage = .between
        if isBodyTooLarge { end() }
        return request
    }

    private mutating func end() {
        stage = .ended
        buffer = []
        position = 0
        scanned = 0
    }
}

extension RequestParser {
    /// The next line without its end, or nil when it has not arrived.
    ///
    /// Lines of one section (a head, a trailer) may have `max` bytes together.
    private mutating func takeLine(max: Int) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
        guard let lineFeed = buffer[scanned...].firstIndex(of: .lineFeed) else {
            scanned = buffer.count
            guard sectionBytes + bufferedByteCount <= max else { throw tooLong }
            return nil
        }
        sectionBytes += lineFeed + 1 - position
        guard sectionBytes <= max else { throw tooLong }
        guard lineFeed > position, buffer[lineFeed - 1] == .carriageReturn else {
            throw .badRequest("line without carriage return")
        }
        let line = buffer[position..<(lineFeed - 1)]
        consume(lineFeed + 1 - position)
        return line
    }

    private var tooLong: HTTPRefusal { stage == .chunkLine ? .malformedChunk : .headTooLarge }

    /// Moves up to `count` bytes to the body, and returns how many there were.
    private mutating func takeBody(atMost count: Int) -> Int {
        let taken = min(count, bufferedByteCount)
        guard taken > 0 else { return 0 }
        isContinueAwaited = false
        body.append(contentsOf: buffer[position..<(position + taken)])
        consume(taken)
        return taken
    }

    private mutating func consume(_ count: Int) {
        position += count
        scanned = position
    }

    /// Gives up what was read, but for a head that is not complete, and the memory of a large request
    /// once it is over.
    private mutating func discardConsumedBytes() {
        let count = stage == .head ? position - sectionBytes : position
        guard count > 0 else { return }
        if count == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 16_384)
        } else {
            buffer.removeSubrange(..<count)
        }
        scanned -= count
        position -= count
    }
}

extension [UInt8] {
    /// Whether `others` stand at `position`.
    fileprivate func hasBytes(_ others: [UInt8], at position: Int) -> Bool {
        guard count - position >= others.count else { return false }
        let bytes = span.extracting(position..<(position + others.count))
        // Without an end on the way, so that many are compared at a time.
        var differences: UInt8 = 0
        for index in 0..<others.count { differences |= bytes[index] ^ others[index] }
        return differences == 0
    }
}
