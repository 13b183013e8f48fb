import KubeHTTP1
import KubeSockets
import KubeTime

/// A handler that shows what it was asked, can wait, and can stream.
///
/// `/wait` is answered once `/go` was asked; `/stream` gets a line for every `/line`; `/count/N`
/// streams N bytes as fast as the client takes them; `/until/N` is a stream that ends at second N;
/// `/connection` is answered by the number of the connection, `/origin` also by the request's place on
/// it and the client's address, `/large` by more than a socket takes, `/reset` and `/close` by the end of
/// the connection, `/metered` by twelve bytes of which two come for every `/line`, `/cut` by two of
/// twelve bytes and the end of the connection, and anything else by its body.
final class EchoHandler: HTTPHandler {
    private(set) var version: UInt64 = 0
    private(set) var hasGone = false
    private(set) var produceCount = 0
    private(set) var cancelled = 0
    private(set) var abandoned = 0
    /// How many requests were told to wait.
    private(set) var waitCount = 0
    let outcomes: Outcomes
    private var lines: [String] = []
    private var streams: [StreamID: Body] = [:]
    private var streamCount = 0
    private var deadline: Timestamp?

    init(_ outcomes: Outcomes = Outcomes()) { self.outcomes = outcomes }

    enum Body {
        case lines(seen: Int)
        case bytes(left: Int)
        case until(Timestamp)
        case metered(sent: Int)
        case cut(ConnectionEnd)
    }

    func respond(to request: HTTPRequest, as id: RequestID, at now: Timestamp) -> HTTPReply {
        let number = request.target.segments.last.flatMap { Int($0) } ?? 0
        switch request.target.segments.first {
        case "wait":
            if hasGone { return HTTPReply(.complete(HTTPResponse(status: 200))) }
            waitCount += 1
            return HTTPReply(.wait(WaitID(index: 0)))
        case "large":
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 16_000_000)
            return HTTPReply(.complete(HTTPResponse(status: 200, body: body)))
        case "connection":
            let text = String(request.connection)
            return HTTPReply(.complete(HTTPResponse(status: 200, body: Array(text.utf8))))
        case "origin":
            let text = "\(request.connection) \(request.nth) \(request.address)"
            return HTTPReply(.complete(HTTPResponse(status: 200, body: Array(text.utf8))))
        case "reset", "close":
            return HTTPReply(.end(request.target.path == "/reset" ? .reset : .close))
        case "metered":
            return metered(.metered(sent: 0))
        case "cut":
            return metered(.cut(request.target.query == "reset" ? .reset : .close))
        case "go":
            hasGone = true
        case "stream":
            return stream(.lines(seen: lines.count))
        case "line":
            lines.append(request.target.query ?? "")
            version += 1
        case "end":
            lines.append("")
            version += 1
        case "until":
            let end = Timestamp(seconds: Int64(number))
            deadline = end
            return stream(.until(end))
        case "count":
            return stream(.bytes(left: number))
        default:
            break
        }
        let status = request.isBodyTooLarge ? 413 : 200
        let body = request.body.isEmpty ? Array(request.target.path.utf8) : request.body
        return HTTPReply(.complete(HTTPResponse(status: status, body: body)))
    }

    private func stream(_ body: Body) -> HTTPReply {
        let id = StreamID(index: streamCount)
        streamCount += 1
        streams[id] = body
        return HTTPReply(.stream(HTTPResponse(status: 200), id))
    }

    private func metered(_ body: Body) -> HTTPReply {
        guard case .stream(_, let id) = stream(body).kind else {
            preconditionFailure("a stream is one")
        }
        let response = HTTPResponse(status: 200, body: Array("one two six.".utf8))
        return HTTPReply(.metered(response, id))
    }

    func resume(_ wait: WaitID, at now: Timestamp) -> HTTPReply? {
        hasGone ? HTTPReply(.complete(HTTPResponse(status: 200, body: Array("waited".utf8)))) : nil
    }

    func streamsWithNews(at now: Timestamp) -> [StreamID] { Array(streams.keys) }

    func produce(
        _ id: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        produceCount += 1
        guard var stream = streams[id] else { return .finished }
        defer { streams[id] = stream }
        return produce(&stream, into: &output, at: now)
    }

    private func produce(
        _ stream: inout Body, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        switch stream {
        case .lines(let seen):
            for line in lines[seen...] {
                if line.isEmpty { return .finished }
                output.append(contentsOf: "\(line)\n".utf8)
            }
            stream = .lines(seen: lines.count)
            return .idle
        case .bytes(let left):
            let count = min(left, 100_000)
            output.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: count))
            stream = .bytes(left: left - count)
            return left == count ? .finished : .more
        case .metered(let sent):
            let count = min(2 * lines.count, 12)
            output.append(contentsOf: Array("one two six.".utf8)[sent..<count])
            stream = .metered(sent: count)
            return count == 12 ? .finished : .idle
        case .cut(let end):
            output.append(contentsOf: "on".utf8)
            return .cut(end)
        case .until(let end):
            return now >= end ? .finished : .idle
        }
    }

    func abandon(_ wait: WaitID) { abandoned += 1 }

    func cancel(_ stream: StreamID) {
        cancelled += 1
        streams[stream] = nil
    }

    func didAnswer(_ request: RequestID, _ outcome: AnswerOutcome, at now: Timestamp) {
        outcomes.note(outcome)
    }

    func close(at now: Timestamp) {}

    func advance(to now: Timestamp) -> Timestamp? {
        if let due = deadline, now >= due { deadline = nil }
        return deadline
    }
}
