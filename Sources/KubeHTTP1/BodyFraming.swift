/// How a request says where its body ends (RFC 9112, 6).
enum BodyFraming: Hashable, Sendable {
    /// So many bytes; zero for a request without a body.
    case length(Int)
    /// Chunks, a final empty one, and a trailer.
    case chunked

    /// The framing that a head announces.
    ///
    /// Whatever two recipients might read differently is refused, even where RFC 9112 allows to
    /// guess: both fields at once, repeated lengths, codings other than `chunked` alone.
    init(of fields: HTTPFields, version: HTTPVersion) throws(HTTPRefusal) {
        guard fields["Transfer-Encoding"] != nil else {
            self = .length(try Self.length(of: fields))
            return
        }
        guard fields["Content-Length"] == nil, version == .http11 else {
            throw .badRequest("ambiguous framing")
        }
        try Self.checkCodings(of: fields)
        self = .chunked
    }

    /// Refuses transfer codings other than `chunked` alone: those that leave unknown where the body ends
    /// with 400, and those that are only not understood with 501 (RFC 9112, 6.3).
    private static func checkCodings(of fields: HTTPFields) throws(HTTPRefusal) {
        let codings = fields.values(of: "Transfer-Encoding").flatMap { value in
            value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map { Array($0)[...].trimmingBlanks() }
        }
        guard let last = codings.last, last.equalsIgnoringCase("chunked".utf8),
            !codings.dropLast().contains(where: { $0.equalsIgnoringCase("chunked".utf8) })
        else { throw .badRequest("ambiguous framing") }
        guard codings.count == 1 else { throw .unsupportedTransferEncoding }
    }

    private static func length(of fields: HTTPFields) throws(HTTPRefusal) -> Int {
        let refusal = HTTPRefusal.badRequest("bad Content-Length")
        guard let value = try fields.onlyValue(of: "Content-Length", orThrow: refusal) else {
            return 0
        }
        guard !value.isEmpty, value.utf8.allSatisfy(\.isDigit), let length = Int(value) else {
            throw refusal
        }
        return length
    }
}

extension HTTPFields {
    /// Adds the field in a line without its end.
    mutating func append(line: ArraySlice<UInt8>) throws(HTTPRefusal) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(\.isTokenCharacter)
        else { throw .badRequest("invalid header name") }
        let value = line[(colon + 1)...].trimmingBlanks()
        guard value.allSatisfy(\.isFieldText) else { throw .badRequest("invalid header value") }
        append(
            HTTPField(
                name: String(decoding: line[..<colon], as: UTF8.self),
                text: String(decoding: value, as: UTF8.self)))
    }

    /// Refuses a head without exactly one host; HTTP/1.0 may leave it out.
    func checkHost(version: HTTPVersion) throws(HTTPRefusal) {
        let host = try onlyValue(of: "Host", orThrow: .badRequest("too many Host headers"))
        guard let host else {
            if version == .http11 { throw .badRequest("missing required Host header") }
            return
        }
        guard !host.isEmpty, host.utf8.isAuthority else {
            throw .badRequest("malformed Host header")
        }
    }
}
