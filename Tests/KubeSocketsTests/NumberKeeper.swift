import KubeHTTP1
import KubeTime

/// Keeps numbers, unless they are odd: `PUT /N` adds one, `GET` lists what is there, a watch of
/// `/watch` shows what is added, and `/large` is more than a socket takes.
struct NumberKeeper: HTTPHandler, Sendable {
    private var numbers: [Int] = []
    private var keptCount = 0
    /// The numbers that are kept.
    var kept: [Int] { Array(numbers[..<keptCount]) }
    /// How many numbers were kept by each commit.
    private(set) var commits: [Int] = []
    private let disk: SlowDisk?

    /// A keeper that keeps at once, or as long as `disk` takes.
    init(_ disk: SlowDisk? = nil) { self.disk = disk }

    var version: UInt64 { UInt64(numbers.count) }
    var isCommitted: Bool { keptCount == numbers.count }

    mutating func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPReply<Never, Int> {
        if request.target.path == "/watch" { return .stream(HTTPResponse(status: 200), 0) }
        if request.target.path == "/large" {
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 16_000_000)
            return .complete(HTTPResponse(status: 200, body: body))
        }
        if request.method == "PUT", let number = Int(request.target.path.dropFirst()) {
            numbers.append(number)
        }
        return .complete(HTTPResponse(status: 200, body: Array("\(numbers)".utf8)))
    }

    mutating func beginCommit(done: @escaping @Sendable () -> Void) { disk?.begin(done) }

    var isCommitReady: Bool { disk?.isReady ?? true }

    mutating func commit(at now: Timestamp) -> Bool {
        disk?.end()
        guard numbers[keptCount...].allSatisfy({ $0.isMultiple(of: 2) }) else {
            numbers.removeLast(numbers.count - keptCount)
            return false
        }
        if !isCommitted { commits.append(numbers.count - keptCount) }
        keptCount = numbers.count
        return true
    }

    mutating func refuse(_ request: HTTPRequest) -> HTTPResponse {
        HTTPResponse(status: 500, body: Array("refused".utf8))
    }

    mutating func produce(
        _ stream: inout Int, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        for number in numbers[stream...] { output.append(contentsOf: "<\(number)>".utf8) }
        stream = numbers.count
        return numbers.last == 100 ? .finished : .idle
    }

    mutating func cancel(_ stream: Int) {}
    mutating func advance(to now: Timestamp) -> Timestamp? { nil }
}
