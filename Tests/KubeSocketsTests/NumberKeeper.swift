import KubeHTTP1
import KubeSockets
import KubeTime

/// Keeps numbers, unless they are odd: `PUT /N` adds one, `GET` lists what is there, a watch of
/// `/watch` shows what is added, `/large` is more than a socket takes, and `PUT /later/N` is told to wait
/// and adds N when it is resumed, or asked again.
final class NumberKeeper: DurableHandler {
    private var numbers: [Int] = []
    private var keptCount = 0
    /// The numbers that are kept.
    var kept: [Int] { Array(numbers[..<keptCount]) }
    /// How many numbers were kept by each commit.
    private(set) var commits: [Int] = []
    let outcomes = Outcomes()
    private let disk: SlowDisk?
    /// How much of the numbers each watch has shown.
    private var streams: [StreamID: Int] = [:]
    private var streamCount = 0
    private var later: [Int] = []

    /// A keeper that keeps at once, or as long as `disk` takes.
    init(_ disk: SlowDisk? = nil) { self.disk = disk }

    var version: UInt64 { UInt64(numbers.count) }
    var isKept: Bool { keptCount == numbers.count }

    func respond(to request: HTTPRequest, as id: RequestID, at now: Timestamp) -> HTTPReply {
        if request.target.path == "/watch" {
            let id = StreamID(index: streamCount)
            streamCount += 1
            streams[id] = 0
            return HTTPReply(.stream(HTTPResponse(status: 200), id))
        }
        if request.target.path == "/large" {
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 16_000_000)
            return HTTPReply(.complete(HTTPResponse(status: 200, body: body)))
        }
        if request.target.segments.first == "later",
            let number = request.target.segments.last.flatMap({ Int($0) })
        {
            if later.contains(number) {
                numbers.append(number)
                return HTTPReply(.complete(HTTPResponse(status: 200)))
            }
            later.append(number)
            return HTTPReply(.wait(WaitID(index: later.count - 1)))
        }
        if request.method == "PUT", let number = Int(request.target.path.dropFirst()) {
            numbers.append(number)
        }
        return HTTPReply(.complete(HTTPResponse(status: 200, body: Array("\(numbers)".utf8))))
    }

    func beginKeeping(done: @escaping @Sendable () -> Void) { disk?.begin(done) }

    var isKeepingDone: Bool { disk?.isReady ?? true }

    func endKeeping(at now: Timestamp) -> Bool {
        disk?.end()
        guard numbers[keptCount...].allSatisfy({ $0.isMultiple(of: 2) }) else {
            numbers.removeLast(numbers.count - keptCount)
            return false
        }
        if !isKept { commits.append(numbers.count - keptCount) }
        keptCount = numbers.count
        return true
    }

    func refuse(
        _ request: HTTPRequest, as id: RequestID, at now: Timestamp
    ) -> HTTPResponse {
        HTTPResponse(status: 500, body: Array("refused".utf8))
    }

    func streamsWithNews(at now: Timestamp) -> [StreamID] { Array(streams.keys) }

    func produce(
        _ id: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        for number in numbers[(streams[id] ?? 0)...] {
            output.append(contentsOf: "<\(number)>".utf8)
        }
        streams[id] = numbers.count
        return numbers.last == 100 ? .finished : .idle
    }

    func resume(_ wait: WaitID, at now: Timestamp) -> HTTPReply? {
        numbers.append(later[wait.index])
        return HTTPReply(.complete(HTTPResponse(status: 200, body: Array("\(numbers)".utf8))))
    }
    func abandon(_ wait: WaitID) {}
    func cancel(_ stream: StreamID) { streams[stream] = nil }
    func advance(to now: Timestamp) -> Timestamp? { nil }
    func close(at now: Timestamp) {}

    func didAnswer(_ request: RequestID, _ outcome: AnswerOutcome, at now: Timestamp) {
        outcomes.note(outcome)
    }
}
