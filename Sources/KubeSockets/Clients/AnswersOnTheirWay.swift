/// The requests of one connection whose answers are not final yet, in order.
struct AnswersOnTheirWay {
    /// The request that the handler was asked, and whose answer is not written.
    private(set) var open: RequestID?
    /// The answers that are written; those before `firstIndex` are final.
    private var written: [WrittenAnswer] = []
    private var firstIndex = 0
    /// How many bytes the socket has taken since the connection began.
    private(set) var takenCount = 0

    private struct WrittenAnswer {
        let request: RequestID
        let status: Int
        /// How many bytes the socket has taken once it has taken all of the answer.
        let end: Int
    }

    /// The handler is asked a request.
    mutating func begin(_ request: RequestID) {
        open = request
    }

    /// The answer to the request is written, or the head of its stream; `rest` bytes wait to be sent.
    mutating func write(status: Int, rest: Int) {
        guard let request = open.take() else { return }
        written.append(WrittenAnswer(request: request, status: status, end: takenCount + rest))
    }

    /// The request whose answer is not written, which will never be.
    mutating func takeOpen() -> RequestID? {
        open.take()
    }

    /// The socket has taken `count` bytes.
    mutating func take(_ count: Int) {
        takenCount += count
    }

    /// The next request whose answer has been taken to its end; each is told once.
    mutating func nextAnswered() -> (request: RequestID, status: Int)? {
        guard firstIndex < written.count, written[firstIndex].end <= takenCount else { return nil }
        let answer = popFirst()
        return (answer.request, answer.status)
    }

    /// The next request whose answer will never be taken to its end, now that the connection is over.
    mutating func nextLost() -> RequestID? {
        firstIndex < written.count ? popFirst().request : open.take()
    }

    private mutating func popFirst() -> WrittenAnswer {
        let answer = written[firstIndex]
        firstIndex += 1
        if firstIndex == written.count {
            written.removeAll(keepingCapacity: true)
            firstIndex = 0
        }
        return answer
    }
}
