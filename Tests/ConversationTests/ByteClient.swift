import KubeEndpoints
import KubeHTTP1
import KubeTestSupport

/// Sends requests through the parser and takes answers from the encoder, as bytes that are cut at
/// odd places.
struct ByteClient: Client {
    private var host: TestHost
    private var parser = RequestParser()
    private var encoder = ResponseEncoder()
    private var cuts = Cuts()

    init(host: TestHost) {
        self.host = host
    }

    mutating func open(_ request: HTTPRequest) throws -> (head: AnswerHead, answer: Answer) {
        let (response, stream) = try host.answer(try parsed(request), patience: .seconds(10))
        var bytes: [UInt8] = []
        if stream != nil {
            encoder.appendStreamHead(
                response, to: &bytes, framing: .chunked, connection: .unsaid, at: host.now)
        } else {
            encoder.append(
                response, to: &bytes, isHead: request.method == "HEAD", connection: .unsaid,
                at: host.now)
        }
        var answer = Answer(
            reader: AnswerReader(toHead: request.method == "HEAD"), stream: stream)
        try read(bytes, into: &answer)
        guard let head = answer.reader.head else {
            throw ClientError.malformedAnswer("its head does not end")
        }
        return (head, answer)
    }

    mutating func receive(_ answer: inout Answer, patience: Duration) throws -> Received {
        let bytes = answer.reader.takeBody()
        if !bytes.isEmpty { return .bytes(bytes) }
        if answer.reader.isComplete { return .end }
        guard answer.stream != nil else { throw ClientError.malformedAnswer("its body is cut") }
        switch host.receive(&answer.stream, patience: patience) {
        case .silence: return .silence
        case .bytes(let bytes):
            var chunk: [UInt8] = []
            StreamFraming.chunked.append(bytes[...], to: &chunk)
            if answer.stream == nil { StreamFraming.chunked.appendEnd(to: &chunk) }
            try read(chunk, into: &answer)
            return .bytes(answer.reader.takeBody())
        case .end:
            var last: [UInt8] = []
            StreamFraming.chunked.appendEnd(to: &last)
            try read(last, into: &answer)
            return .end
        }
    }

    /// The request that the parser makes of the bytes of `request`.
    private mutating func parsed(_ request: HTTPRequest) throws -> HTTPRequest {
        for piece in cuts.pieces(of: request.encoded) {
            parser.append(piece)
            if let request = try parser.next() { return request }
        }
        throw ClientError.noAnswer
    }

    private mutating func read(_ bytes: [UInt8], into answer: inout Answer) throws {
        for piece in cuts.pieces(of: bytes) { try answer.reader.append(piece) }
    }

    struct Answer {
        fileprivate var reader: AnswerReader
        fileprivate var stream: WatchStream?
    }
}

/// Cuts bytes into pieces of a few lengths in turn, small ones among them.
private struct Cuts {
    private static let lengths = [1, 2, 3, 61, 5, 7, 1, 257, 11, 13]
    private var next = 0

    mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            pieces.append(rest.prefix(Self.lengths[next]))
            rest = rest.dropFirst(Self.lengths[next])
            next = (next + 1) % Self.lengths.count
        }
        return pieces
    }
}
