import KubeHTTP1
import KubeTime

/// A handler that shows what it was asked, can wait, and can stream.
///
/// `/wait` is answered once `/go` was asked; `/stream` gets a line for every `/line`; `/count/N`
/// streams N bytes as fast as the client takes them; `/until/N` is a stream that ends at second N;
/// anything else is answered by its body.
struct EchoHandler: HTTPHandler {
    private(set) var version: UInt64 = 0
    private(set) var hasGone = false
    private(set) var produceCount = 0
    private(set) var cancelled = 0
    private(set) var abandoned = 0
    private var lines: [String] = []
    private var deadline: Timestamp?

    enum Body {
        case lines(seen: Int)
        case bytes(left: Int)
        case until(Timestamp)
    }

    mutating func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPReply<String, Body> {
        let number = request.target.segments.last.flatMap { Int($0) } ?? 0
        switch request.target.segments.first {
        case "wait":
            return hasGone ? .complete(HTTPResponse(status: 200)) : .wait("waited")
        case "go":
            hasGone = true
        case "stream":
            return .stream(HTTPResponse(status: 200), .lines(seen: lines.count))
        case "line":
            lines.append(request.target.query ?? "")
            version += 1
        case "end":
            lines.append("")
            version += 1
        case "until":
            let end = Timestamp(seconds: Int64(number))
            deadline = end
            return .stream(HTTPResponse(status: 200), .until(end))
        case "count":
            return .stream(HTTPResponse(status: 200), .bytes(left: number))
        default:
            break
        }
        let status = request.isBodyTooLarge ? 413 : 200
        let body = request.body.isEmpty ? Array(request.target.path.utf8) : request.body
        return .complete(HTTPResponse(status: status, body: body))
    }

    mutating func resume(
        _ waiting: inout String, at now: Timestamp
    ) -> HTTPReply<String, Body>? {
        hasGone ? .complete(HTTPResponse(status: 200, body: Array(waiting.utf8))) : nil
    }

    mutating func produce(
        _ stream: inout Body, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        produceCount += 1
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
        case .until(let end):
            return now >= end ? .finished : .idle
        }
    }

    mutating func abandon(_ waiting: String) { abandoned += 1 }

    mutating func cancel(_ stream: Body) { cancelled += 1 }

    mutating func advance(to now: Timestamp) -> Timestamp? {
        if let due = deadline, now >= due { deadline = nil }
        return deadline
    }
}
