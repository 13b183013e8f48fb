import KubeHTTP1

/// Reads one answer from the bytes of a connection, however they are cut.
package struct AnswerReader {
    /// What comes before the body, once all of it is there.
    package private(set) var head: AnswerHead?
    /// Whether the whole answer is there.
    package private(set) var isComplete = false

    /// Whether the answer is one to `HEAD`, which has no body.
    private let isToHead: Bool
    private var buffer: [UInt8] = []
    private var body: [UInt8] = []
    private var framing = Framing.length(missing: 0)

    /// Nothing has come yet of an answer, perhaps to `HEAD`.
    package init(toHead isToHead: Bool) {
        self.isToHead = isToHead
    }

    private enum Framing {
        case length(missing: Int)
        case chunks
    }

    /// What has come of the body since the last call.
    package mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// Takes bytes that have arrived.
    package mutating func append(_ bytes: ArraySlice<UInt8>) throws(ClientError) {
        guard !isComplete else { throw .malformedAnswer("bytes behind its end") }
        buffer += bytes
        if head == nil { try readHead() }
        if head != nil { try readBody() }
    }

    private mutating func readHead() throws(ClientError) {
        guard let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n")
        buffer.removeSubrange(..<end.upperBound)
        let words = lines[0].split(separator: " ")
        guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw .malformedAnswer(String(lines[0]))
        }
        var fields = HTTPFields()
        for line in lines.dropFirst() {
            guard let colon = line.firstRange(of: ": ") else {
                throw .malformedAnswer(String(line))
            }
            fields.append(String(line[colon.upperBound...]), as: String(line[..<colon.lowerBound]))
        }
        head = AnswerHead(status: status, fields: fields)
        try chooseFraming(fields)
    }

    private mutating func chooseFraming(_ fields: HTTPFields) throws(ClientError) {
        if isToHead {
            framing = .length(missing: 0)
        } else if fields["Transfer-Encoding"] == "chunked" {
            framing = .chunks
        } else if let length = fields["Content-Length"].flatMap({ Int($0) }) {
            framing = .length(missing: length)
        } else {
            throw .malformedAnswer("without framing")
        }
    }

    private mutating func readBody() throws(ClientError) {
        switch framing {
        case .length(let missing):
            let count = min(missing, buffer.count)
            body += buffer.prefix(count)
            buffer.removeFirst(count)
            framing = .length(missing: missing - count)
            isComplete = missing == count
        case .chunks:
            while !isComplete, try readChunk() {}
        }
        guard !isComplete || buffer.isEmpty else { throw .malformedAnswer("bytes behind its end") }
    }

    /// Reads a whole chunk; false when it has not arrived.
    private mutating func readChunk() throws(ClientError) -> Bool {
        let lineEnd = Array("\r\n".utf8)
        guard let end = buffer.firstRange(of: lineEnd) else { return false }
        let digits = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        guard let size = Int(digits, radix: 16) else { throw .malformedAnswer("chunk \(digits)") }
        let chunk = buffer[end.upperBound...]
        guard chunk.count >= size + 2 else { return false }
        guard chunk.dropFirst(size).starts(with: lineEnd) else {
            throw .malformedAnswer("chunk without end")
        }
        body += chunk.prefix(size)
        buffer.removeSubrange(..<(end.upperBound + size + 2))
        isComplete = size == 0
        return true
    }
}
