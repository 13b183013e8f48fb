/// Reads one response from the bytes of a connection, however they are cut.
package struct ResponseParser: Sendable {
    /// What comes before the body, once all of it is there.
    package private(set) var head: ResponseHead?
    /// Whether the whole response is there.
    package private(set) var isComplete = false

    /// Whether it is a response to `HEAD`, which has no body.
    private let isToHead: Bool
    private var buffer: [UInt8] = []
    private var body: [UInt8] = []
    private var framing = Framing.length(missing: 0)

    /// No server has a head that is longer.
    private static let headBytesMax = 1 << 20

    private enum Framing {
        case length(missing: Int)
        case chunks
        /// Until the connection ends.
        case rest
    }

    /// Nothing has come yet of a response, perhaps to `HEAD`.
    package init(toHead isToHead: Bool) {
        self.isToHead = isToHead
    }

    /// Whether the connection can be used again once the response is complete.
    package var keepsConnection: Bool {
        guard case .rest = framing else { return head?.keepsConnection ?? false }
        return false
    }

    /// What has come of the body since the last call.
    package mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// Takes bytes that have arrived.
    package mutating func append(_ bytes: [UInt8]) throws(MalformedResponse) {
        buffer += bytes
        while head == nil, try readHead() {}
        if head != nil { try readBody() }
        guard !isComplete || buffer.isEmpty else {
            throw MalformedResponse("there are bytes behind the end of the response")
        }
    }

    /// The connection has ended.
    package mutating func end() throws(MalformedResponse) {
        if case .rest = framing { isComplete = true }
        guard isComplete else { throw MalformedResponse("the response has ended too early") }
    }

    /// Reads a head; true when another one follows, since this one was only in between.
    private mutating func readHead() throws(MalformedResponse) -> Bool {
        guard let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) else {
            guard buffer.count <= Self.headBytesMax else {
                throw MalformedResponse("the head of the response has no end")
            }
            return false
        }
        let head = try ResponseHead(buffer[..<end.lowerBound])
        buffer.removeSubrange(..<end.upperBound)
        if (100..<200).contains(head.status) { return true }
        framing = try framing(of: head)
        self.head = head
        return false
    }

    private func framing(of head: ResponseHead) throws(MalformedResponse) -> Framing {
        if isToHead || head.status == 204 || head.status == 304 { return .length(missing: 0) }
        if head.fields.list(of: "Transfer-Encoding", contains: "chunked") { return .chunks }
        guard let length = head.fields["Content-Length"] else { return .rest }
        guard let count = Int(length), count >= 0 else {
            throw MalformedResponse("the response has the length \"\(length)\"")
        }
        return .length(missing: count)
    }

    private mutating func readBody() throws(MalformedResponse) {
        switch framing {
        case .length(let missing):
            let count = min(missing, buffer.count)
            takeIntoBody(count)
            framing = .length(missing: missing - count)
            isComplete = missing == count
        case .chunks:
            while !isComplete, try readChunk() {}
        case .rest:
            takeIntoBody(buffer.count)
        }
    }

    private mutating func takeIntoBody(_ count: Int) {
        body += buffer.prefix(count)
        buffer.removeFirst(count)
    }

    /// Reads a whole chunk; false when it has not arrived.
    private mutating func readChunk() throws(MalformedResponse) -> Bool {
        let lineEnd = [UInt8.carriageReturn, .lineFeed]
        guard let end = buffer.firstRange(of: lineEnd) else { return false }
        let digits = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        guard let size = Int(digits, radix: 16), size >= 0 else {
            throw MalformedResponse("the response has a chunk of the size \"\(digits)\"")
        }
        let chunk = buffer[end.upperBound...]
        guard chunk.count - 2 >= size else { return false }
        guard chunk.dropFirst(size).starts(with: lineEnd) else {
            throw MalformedResponse("a chunk of the response has no end")
        }
        body += chunk.prefix(size)
        buffer.removeSubrange(..<(end.upperBound + size + 2))
        isComplete = size == 0
        return true
    }
}
