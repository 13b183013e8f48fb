import KubeHTTP1
import KubeTime

/// One client: what it has sent, what it is owed, and what happens next; without its socket.
///
/// The loop carries bytes in and out and asks the handler; everything that the protocol decides is
/// decided here. `time` is monotonic, from any origin.
struct Connection: ~Copyable {
    /// Which connection it is; never used again.
    let number: UInt64
    /// The IP address of the client; empty where it has none.
    private let address: String
    /// The port of the client; 0 where it has none.
    private let port: UInt16
    /// Whether the client is whoever runs the server in its own process.
    private let isByOwner: Bool
    private(set) var phase = Phase.reading
    /// What the socket is watched for; the loop brings it in line with `interest`.
    var watched: Readiness = .readable
    /// Whether the stream has been asked too seldom, because the client had not taken enough.
    var isBehind = false
    /// Whether the last request is answered, but the answer may not be sent yet.
    var isAnswerHeld = false
    /// The stream that is being sent as the loop's books have it.
    var bookedStream: StreamID?
    /// Whether the request waits as the loop's books have it.
    var isBookedWaiting = false

    private var exchange = Exchange()
    private var outbound: [UInt8] = []
    private var sentCount = 0
    private var answers = AnswersOnTheirWay()
    /// What becomes of the answers that are not final when the connection ends.
    private(set) var loss = AnswerOutcome.clientGone
    private var hasInputEnded = false
    /// Whether the connection is broken off once everything is sent.
    private(set) var endsByReset = false
    /// How many requests have come.
    private var requestCount: UInt64 = 0
    private var isFirstRequest = true
    private var progress: Progress = .idle
    private var progressTime: Duration
    private var writeTime: Duration
    // Last, since they are large: what is looked at whenever something is sent to one of a thousand
    // watchers lies close together.
    private var parser: RequestParser
    private let limits: SharedLimits

    init(
        number: UInt64 = 1, address: String = "", port: UInt16 = 0, isByOwner: Bool = false,
        limits: SharedLimits, at time: Duration
    ) {
        self.number = number
        self.address = address
        self.port = port
        self.isByOwner = isByOwner
        self.limits = limits
        parser = RequestParser(limits: limits.values.http)
        progressTime = time
        writeTime = time
    }

    /// What the connection is doing.
    enum Phase {
        /// A request is awaited, or is being answered right now.
        case reading
        /// The handler answers later.
        case waiting(WaitID)
        /// The answer's body grows.
        case streaming(StreamID)
        /// The last answer is on its way.
        case ending
        /// Everything is sent, and our side is shut; the client may still be sending.
        case lingering
        /// Nothing is left to do but to close the socket.
        case closed
    }

    /// What an answer must know of its request.
    private struct Exchange {
        var version = HTTPVersion.http11
        var isHead = false
        var keepsConnection = false
        var framing = StreamFraming.chunked
        /// The status of an answer that counts as written once its body is; nil for any other.
        var openStatus: Int?
    }

    /// How far the request has come, as time-outs see it.
    private enum Progress {
        case idle
        case head
        case body
    }
}

// MARK: - What the socket may do

extension Connection {
    /// What the connection wants to know about its socket.
    var interest: Readiness {
        var interest: Readiness = hasOutbound ? .writable : []
        if wantsInput { interest.insert(.readable) }
        return interest
    }

    /// Whether bytes may be read now.
    ///
    /// While a request waits or streams, reading goes on so that a client that leaves is noticed;
    /// and while the loop has no time for requests, so that one of them can arrive completely.
    var wantsInput: Bool {
        guard !hasInputEnded else { return false }
        let (head, pipelined) = (limits.values.http.headBytesMax, limits.values.pipelinedBytesMax)
        return switch phase {
        case .reading: !hasOutbound && parser.bufferedByteCount < head + pipelined
        case .waiting, .streaming: parser.bufferedByteCount < pipelined
        case .lingering: true
        case .ending, .closed: false
        }
    }

    /// Whether bytes wait to be sent.
    var hasOutbound: Bool { sentCount < outbound.count }

    /// Whether so much waits to be sent that the next request must wait too.
    var isFull: Bool { outbound.count - sentCount >= limits.values.outboundBytesMax }

    /// Whether the stream should be asked for more: it is behind, and the client has taken all.
    var wantsStream: Bool { stream != nil && isBehind && !hasOutbound }

    /// Whether there may be something to do although nothing arrives.
    var mayProceed: Bool { hasInput || wantsStream }

    /// Whether something has arrived that may not have been looked at yet.
    var hasInput: Bool { parser.bufferedByteCount > 0 || hasInputEnded }

    /// The stream that is being sent; nil when none is.
    var stream: StreamID? {
        guard case .streaming(let stream) = phase else { return nil }
        return stream
    }

    /// Whether the handler answers later.
    var isWaiting: Bool {
        guard case .waiting = phase else { return false }
        return true
    }

    /// Whether nothing is left to do but to close the socket.
    var isClosed: Bool {
        guard case .closed = phase else { return false }
        return true
    }

    /// Takes the loop's memory for what will be sent, unless the connection has some.
    mutating func borrowMemory(_ memory: inout [UInt8]) {
        if outbound.capacity == 0 { swap(&outbound, &memory) }
    }

    /// Gives the memory back unless something waits in it: a connection that is idle has none.
    mutating func returnMemory(_ memory: inout [UInt8]) {
        guard !hasOutbound else { return }
        swap(&outbound, &memory)
        outbound = []
    }

    /// The bytes to send next.
    func withOutbound<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        outbound.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sentCount...])) }
    }

    /// The socket has taken `count` bytes.
    mutating func didSend(_ count: Int, at time: Duration) {
        sentCount += count
        answers.take(count)
        writeTime = time
        guard !hasOutbound else { return }
        outbound.removeAll(keepingCapacity: outbound.capacity <= 16_384)
        sentCount = 0
    }

    /// Moves on when everything is sent; returns whether our side of the socket must be shut.
    mutating func finishSending(at time: Duration) -> Bool {
        guard case .ending = phase, !hasOutbound else { return false }
        guard !endsByReset else {
            phase = .closed
            return false
        }
        phase = hasInputEnded ? .closed : .lingering
        progressTime = time
        return !hasInputEnded
    }

    /// Bytes have arrived.
    mutating func receive(_ bytes: ArraySlice<UInt8>) {
        if case .lingering = phase { return }
        parser.append(bytes)
    }

    /// The client has shut its side: what it has asked for is still answered.
    ///
    /// Whoever waits or watches has left, as in Go; unless there are more requests. Returns the
    /// phase that this ends.
    mutating func receiveEnd() -> Phase? {
        hasInputEnded = true
        switch phase {
        case .reading, .ending: return nil
        case .waiting, .streaming:
            return parser.bufferedByteCount == 0 ? fail(.clientGone) : nil
        case .lingering, .closed: return fail(.clientGone)
        }
    }

    /// The socket is of no use any more; returns the phase that this ends.
    ///
    /// `loss` is what becomes of the answers that are not final.
    mutating func fail(_ loss: AnswerOutcome) -> Phase {
        self.loss = loss
        defer { phase = .closed }
        return phase
    }
}

// MARK: - Requests and answers

extension Connection {
    /// The next request to answer; throws why one is to be refused, whatever it asks for.
    mutating func nextRequest(at time: Duration) throws(HTTPRefusal) -> HTTPRequest? {
        guard case .reading = phase, !isFull, !isAnswerHeld else { return nil }
        if var request = try parser.next() {
            requestCount += 1
            request.connection = number
            request.nth = requestCount
            request.address = address
            request.port = port
            request.isByOwner = isByOwner
            exchange = Exchange(
                version: request.version, isHead: request.method == "HEAD",
                keepsConnection: request.keepsConnection)
            return request
        }
        if parser.takeContinue() {
            willSend(at: time)
            outbound.append(contentsOf: ResponseEncoder.continueResponse)
        }
        noteProgress(at: time)
        if hasInputEnded { phase = .ending }
        return nil
    }

    /// The handler is asked a request that `nextRequest` gave.
    mutating func begin(_ request: RequestID) {
        answers.begin(request)
    }

    /// The next request whose answer the socket has taken to its end.
    mutating func nextAnswered() -> (request: RequestID, status: Int)? {
        answers.nextAnswered()
    }

    /// The next request whose answer is lost, now that the connection has ended.
    mutating func nextLost() -> RequestID? {
        answers.nextLost()
    }

    /// The request that the handler was asked, and whose answer is not written.
    var unansweredRequest: RequestID? { answers.open }

    /// The same, which never gets an answer.
    mutating func takeUnanswered() -> RequestID? {
        answers.takeOpen()
    }

    /// The answer to the request that has waited is held back until what it tells of is kept.
    mutating func holdAnswer() {
        phase = .reading
        isAnswerHeld = true
    }

    /// Passes on what the handler says; returns a stream that nobody will read.
    mutating func answer(
        _ reply: HTTPReply, at time: Duration, now: Timestamp, encoder: inout ResponseEncoder
    ) -> StreamID? {
        willSend(at: time)
        switch reply.kind {
        case .complete(let response):
            if response.closesConnection { exchange.keepsConnection = false }
            encoder.append(
                response, to: &outbound, isHead: exchange.isHead, version: exchange.version,
                connection: connectionField, at: now)
            didWriteAnswer(response.status)
            endExchange(at: time)
        case .wait(let wait):
            phase = .waiting(wait)
        case .stream(let response, let stream):
            return begin(stream, response, at: time, now: now, encoder: &encoder)
        case .pieces(let response, let stream):
            exchange.openStatus = response.status
            return begin(stream, response, at: time, now: now, encoder: &encoder)
        case .metered(let response, let stream):
            return begin(stream, metering: response, at: time, now: now, encoder: &encoder)
        case .end(let end):
            self.end(end)
        }
        return nil
    }

    /// Nothing more is said to the client.
    private mutating func end(_ end: ConnectionEnd) {
        phase = .ending
        endsByReset = end == .reset
    }

    /// Writes the head of an answer whose body comes in pieces; returns the stream of these when nobody
    /// will read it.
    private mutating func begin(
        _ stream: StreamID, metering response: HTTPResponse, at time: Duration, now: Timestamp,
        encoder: inout ResponseEncoder
    ) -> StreamID? {
        if response.closesConnection { exchange.keepsConnection = false }
        encoder.append(
            response, to: &outbound, isHead: true, version: exchange.version,
            connection: connectionField, at: now)
        guard !exchange.isHead else {
            didWriteAnswer(response.status)
            endExchange(at: time)
            return stream
        }
        exchange.framing = .length
        exchange.openStatus = response.status
        phase = .streaming(stream)
        isBehind = true
        return nil
    }

    /// Writes the head of a stream; returns the stream when nobody will read it.
    private mutating func begin(
        _ stream: StreamID, _ response: HTTPResponse, at time: Duration, now: Timestamp,
        encoder: inout ResponseEncoder
    ) -> StreamID? {
        exchange.framing = exchange.version == .http11 ? .chunked : .close
        if exchange.framing == .close || response.closesConnection {
            exchange.keepsConnection = false
        }
        if exchange.isHead { exchange.framing = .none }
        encoder.appendStreamHead(
            response, to: &outbound, framing: exchange.framing, version: exchange.version,
            connection: connectionField, at: now)
        if exchange.openStatus == nil || exchange.isHead { didWriteAnswer(response.status) }
        guard !exchange.isHead else {
            endExchange(at: time)
            return stream
        }
        phase = .streaming(stream)
        isBehind = true
        parser.releaseMemory()
        return nil
    }

    /// Passes on what a stream has produced.
    mutating func append(_ bytes: ArraySlice<UInt8>, _ progress: StreamProgress, at time: Duration)
    {
        willSend(at: time)
        exchange.framing.append(bytes, to: &outbound)
        switch progress {
        case .more, .idle: break
        case .finished:
            exchange.framing.appendEnd(to: &outbound)
            if let status = exchange.openStatus { didWriteAnswer(status) }
            endExchange(at: time)
        case .cut(let end): self.end(end)
        }
        isBehind = progress == .more
    }

    /// Ends what is open in good order, because the server stops; returns the phase that this ends.
    mutating func stop(
        at time: Duration, now: Timestamp, encoder: inout ResponseEncoder
    ) -> Phase {
        let ended = phase
        switch phase {
        case .waiting:
            refuse(.shuttingDown, at: time, now: now, encoder: &encoder)
        case .streaming:
            // An answer that is not complete must not look as if it were.
            if exchange.openStatus == nil { exchange.framing.appendEnd(to: &outbound) }
            phase = .ending
        case .reading:
            phase = hasOutbound ? .ending : .closed
        case .lingering:
            phase = .closed
        case .ending, .closed:
            break
        }
        return ended
    }

    /// Says why nothing is answered, and ends the connection.
    mutating func refuse(
        _ refusal: HTTPRefusal, at time: Duration, now: Timestamp, encoder: inout ResponseEncoder
    ) {
        willSend(at: time)
        encoder.append(
            refusal.response, to: &outbound, isHead: parser.isHead, connection: .close, at: now)
        didWriteAnswer(refusal.status)
        phase = .ending
    }

    private mutating func didWriteAnswer(_ status: Int) {
        answers.write(status: status, rest: outbound.count - sentCount)
    }

    private mutating func endExchange(at time: Duration) {
        phase = exchange.keepsConnection ? .reading : .ending
        isFirstRequest = false
        progress = .idle
        progressTime = time
    }

    /// The client's time to take what is sent runs from when there is something to take.
    private mutating func willSend(at time: Duration) {
        if !hasOutbound { writeTime = time }
    }

    /// What HTTP/1.0 and HTTP/1.1 take for granted is not said, as Go does it.
    private var connectionField: ConnectionField {
        switch exchange.version {
        case .http10: exchange.keepsConnection ? .keepAlive : .unsaid
        case .http11: exchange.keepsConnection ? .unsaid : .close
        }
    }
}

// MARK: - Time

extension Connection {
    /// Ends a connection whose client has been too slow; returns the phase that this ends.
    mutating func expire(
        at time: Duration, now: Timestamp, encoder: inout ResponseEncoder
    ) -> Phase? {
        guard let expiry, time >= expiry else { return nil }
        guard !hasOutbound, case .reading = phase, progress != .idle else { return fail(.cut) }
        let ended = phase
        refuse(.requestTimeout, at: time, now: now, encoder: &encoder)
        return ended
    }

    /// When `expire` will end the connection, unless something happens; nil when it will not.
    var expiry: Duration? {
        if hasOutbound { return writeTime + limits.values.writeTimeout }
        switch phase {
        case .reading: return isAnswerHeld ? nil : progressTime + readTimeout
        case .lingering: return progressTime + limits.values.lingerTimeout
        case .waiting, .streaming, .ending, .closed: return nil
        }
    }

    private var readTimeout: Duration {
        switch progress {
        case .idle: isFirstRequest ? limits.values.headTimeout : limits.values.idleTimeout
        case .head: limits.values.headTimeout
        case .body: limits.values.bodyTimeout
        }
    }

    /// Restarts the clock when the request has come from one part to the next.
    private mutating func noteProgress(at time: Duration) {
        let current: Progress =
            switch parser.stage {
            case .between: .idle
            case .head: .head
            case .body, .chunkLine, .chunk, .chunkEnd, .trailer, .ended: .body
            }
        guard current != progress else { return }
        // The clock of the first head runs from the connection (Go's ReadHeaderTimeout).
        if !(isFirstRequest && current == .head) { progressTime = time }
        progress = current
    }
}

extension HTTPResponse {
    /// Whether the handler wants the connection to end with this response.
    fileprivate var closesConnection: Bool { fields.list(of: "Connection", contains: "close") }
}
