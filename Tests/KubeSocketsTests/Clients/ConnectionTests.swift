import KubeHTTP1
import KubeTime
import Testing

@testable import KubeSockets

private let stream = StreamID(index: 0)

/// A connection without a socket, and the clocks that it is told.
private final class Subject {
    var connection = Connection(limits: SharedLimits(ServerLimits()), at: .zero)
    var encoder = ResponseEncoder()
    var time = Duration.zero

    func receive(_ text: String) -> HTTPRequest? {
        connection.receive(Array(text.utf8)[...])
        return next()
    }

    func next() -> HTTPRequest? {
        do {
            return try connection.nextRequest(at: time)
        } catch {
            connection.refuse(error, at: time, now: Timestamp(seconds: 0), encoder: &encoder)
            return nil
        }
    }

    func answer(_ reply: HTTPReply.Kind) {
        let unread = connection.answer(
            HTTPReply(reply), at: time, now: Timestamp(seconds: 0), encoder: &encoder)
        #expect(unread == nil)
    }

    // Expectations copy what they look into, and a connection cannot be copied.
    var isClosed: Bool { connection.isClosed }
    var interest: Readiness { connection.interest }
    var hasOutbound: Bool { connection.hasOutbound }
    var loss: AnswerOutcome { connection.loss }
    func nextAnswered() -> (request: RequestID, status: Int)? { connection.nextAnswered() }
    func nextLost() -> RequestID? { connection.nextLost() }

    /// The client takes everything.
    func drain() -> String {
        let text = connection.withOutbound { String(decoding: $0, as: UTF8.self) }
        if !text.isEmpty { connection.didSend(text.utf8.count, at: time) }
        _ = connection.finishSending(at: time)
        return text
    }

    /// Whether the connection ends when it is checked at `seconds`.
    func expires(at seconds: Int) -> Bool {
        let now = Timestamp(seconds: 0)
        return connection.expire(at: .seconds(seconds), now: now, encoder: &encoder) != nil
    }
}

@Suite struct `Time-outs of a connection` {
    private let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    private let upload = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"

    @Test func `close silently one that has sent nothing for 32 seconds`() {
        let subject = Subject()
        #expect(!subject.expires(at: 31))
        #expect(subject.expires(at: 32))
        #expect(subject.isClosed)
        #expect(!subject.hasOutbound)
    }

    @Test func `answer 408 to a head that takes 32 seconds, however it drips`() {
        let subject = Subject()
        for second in 1...31 {
            subject.time = .seconds(second)
            #expect(subject.receive("G") == nil)
            #expect(!subject.expires(at: second))
        }
        #expect(subject.expires(at: 32))
        #expect(subject.drain().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(subject.interest == .readable)
    }

    @Test func `answer 408 to a body that takes 60 seconds`() {
        let subject = Subject()
        subject.time = .seconds(20)
        #expect(subject.receive(upload) == nil)
        subject.time = .seconds(79)
        #expect(subject.receive("12345678") == nil)
        #expect(!subject.expires(at: 79))
        #expect(subject.expires(at: 80))
        #expect(subject.drain().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    }

    @Test func `close an idle one after 90 seconds, and give each head its own time`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.time = .seconds(10)
        subject.answer(.complete(HTTPResponse(status: 200)))
        #expect(subject.drain().hasSuffix("\r\n\r\n"))
        #expect(subject.next() == nil)
        #expect(!subject.expires(at: 99))
        subject.time = .seconds(99)
        #expect(subject.receive("G") == nil)
        #expect(!subject.expires(at: 130))
        #expect(subject.expires(at: 131))
        let idle = Subject()
        #expect(idle.receive(request) != nil)
        idle.answer(.complete(HTTPResponse(status: 200)))
        _ = idle.drain()
        #expect(idle.next() == nil)
        #expect(idle.expires(at: 90))
        #expect(idle.isClosed)
    }

    @Test func `close one that takes nothing for a minute`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.answer(.stream(HTTPResponse(status: 200, body: [1]), stream))
        subject.connection.didSend(1, at: .seconds(30))
        #expect(!subject.expires(at: 89))
        #expect(subject.expires(at: 90))
        #expect(subject.isClosed)
    }

    @Test func `spare those that wait or stream, however long`() {
        for reply in [
            HTTPReply.Kind.wait(WaitID(index: 0)), .stream(HTTPResponse(status: 200), stream),
        ] {
            let subject = Subject()
            #expect(subject.receive(request) != nil)
            subject.answer(reply)
            _ = subject.drain()
            #expect(!subject.expires(at: 1_000_000))
        }
    }

    @Test func `spare those whose answer is held back`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.connection.isAnswerHeld = true
        #expect(!subject.expires(at: 1_000_000))
        subject.connection.isAnswerHeld = false
        subject.answer(.complete(HTTPResponse(status: 200)))
        #expect(subject.drain().hasPrefix("HTTP/1.1 200"))
    }

    @Test func `end lingering after two seconds`() {
        let subject = Subject()
        subject.time = .seconds(5)
        #expect(subject.receive("\n") == nil)
        #expect(subject.drain().hasPrefix("HTTP/1.1 400 Bad Request"))
        #expect(subject.interest == .readable)
        #expect(!subject.expires(at: 6))
        #expect(subject.expires(at: 7))
        #expect(subject.isClosed)
    }
}

@Suite struct `Back-pressure of a connection` {
    private let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test func `stops reading while an answer is not taken`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.answer(.complete(HTTPResponse(status: 200)))
        #expect(subject.interest == .writable)
        _ = subject.drain()
        #expect(subject.interest == .readable)
    }

    @Test func `stops answering pipelined requests when much is not taken`() {
        let subject = Subject()
        #expect(subject.receive(request + request) != nil)
        subject.answer(
            .complete(HTTPResponse(status: 200, body: [UInt8](repeating: 0, count: 65_536))))
        #expect(subject.next() == nil)
        _ = subject.drain()
        #expect(subject.next() != nil)
    }

    @Test func `stops reading behind a stream when much has arrived`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.answer(.stream(HTTPResponse(status: 200), stream))
        _ = subject.drain()
        #expect(subject.interest == .readable)
        subject.connection.receive([UInt8](repeating: 0, count: 65_536)[...])
        #expect(subject.interest == [])
    }

    @Test func `stops reading when more has arrived than a head that nobody has looked at`() {
        let subject = Subject()
        let limits = ServerLimits()
        let most = limits.http.headBytesMax + limits.pipelinedBytesMax
        subject.connection.receive([UInt8](repeating: UInt8(ascii: "x"), count: most - 1)[...])
        #expect(subject.interest == .readable)
        subject.connection.receive([UInt8(ascii: "x")])
        #expect(subject.interest == [])
        #expect(subject.next() == nil)
        #expect(subject.drain().hasPrefix("HTTP/1.1 431"))
    }

    @Test func `does not end a stream whose client has sent more before it shut its side`() {
        let subject = Subject()
        #expect(subject.receive(request + request) != nil)
        subject.answer(.stream(HTTPResponse(status: 200), stream))
        let ended = subject.connection.receiveEnd()
        #expect(ended == nil)
        let isStreaming = subject.connection.stream != nil
        #expect(isStreaming)
    }
}

@Suite struct `Answers of a connection` {
    private let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    private let response = HTTPResponse(status: 200, body: [1, 2, 3])

    /// A connection that is asked two requests at once, the second of which is not answered.
    private func subject() -> Subject {
        let subject = Subject()
        _ = subject.receive(request + request)
        subject.connection.begin(RequestID(index: 0))
        subject.answer(.complete(response))
        _ = subject.next()
        subject.connection.begin(RequestID(index: 1))
        return subject
    }

    @Test func `are final with their own last byte`() {
        let subject = subject()
        let length = subject.connection.withOutbound { $0.count }
        subject.answer(.complete(response))

        subject.connection.didSend(length - 1, at: .zero)
        #expect(subject.nextAnswered() == nil)
        subject.connection.didSend(1, at: .zero)
        #expect(subject.nextAnswered()?.request == RequestID(index: 0))
        #expect(subject.nextAnswered() == nil)
        subject.connection.didSend(length, at: .zero)
        #expect(subject.nextAnswered()?.request == RequestID(index: 1))
        #expect(subject.nextLost() == nil)
    }

    @Test func `are lost in order when it ends before`() {
        let subject = subject()
        subject.connection.didSend(1, at: .zero)
        #expect(subject.nextAnswered() == nil)

        #expect(subject.expires(at: 60))

        #expect(subject.loss == .cut)
        #expect(subject.nextLost() == RequestID(index: 0))
        #expect(subject.nextLost() == RequestID(index: 1))
        #expect(subject.nextLost() == nil)
    }

    @Test func `are final for a stream with its head`() {
        let subject = Subject()
        _ = subject.receive(request)
        subject.connection.begin(RequestID(index: 7))
        subject.answer(.stream(HTTPResponse(status: 200), stream))
        let length = subject.connection.withOutbound { $0.count }
        subject.connection.append([1, 2], .more, at: .zero)

        subject.connection.didSend(length, at: .zero)

        let answered = subject.connection.nextAnswered()
        #expect(answered?.request == RequestID(index: 7))
        #expect(answered?.status == 200)
    }
}

@Suite struct `An answer in pieces` {
    private let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    private let pieces = HTTPReply.Kind.pieces(HTTPResponse(status: 200), stream)

    @Test func `is final once all of it is taken`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.connection.begin(RequestID(index: 3))
        subject.answer(pieces)
        #expect(subject.drain().contains("Transfer-Encoding: chunked"))
        subject.connection.append(Array("ab".utf8)[...], .more, at: .zero)
        #expect(subject.drain() == "2\r\nab\r\n")
        #expect(subject.nextAnswered() == nil)

        subject.connection.append(Array("c".utf8)[...], .finished, at: .zero)
        #expect(subject.drain() == "1\r\nc\r\n0\r\n\r\n")

        let answered = subject.nextAnswered()
        #expect(answered?.request == RequestID(index: 3) && answered?.status == 200)
    }

    @Test func `ends with the connection of a client that speaks HTTP 1.0`() {
        let subject = Subject()
        #expect(subject.receive("GET / HTTP/1.0\r\n\r\n") != nil)
        subject.answer(pieces)
        subject.connection.append(Array("ab".utf8)[...], .finished, at: .zero)

        let text = subject.drain()

        #expect(text.hasPrefix("HTTP/1.0 200 OK\r\n") && text.hasSuffix("\r\n\r\nab"))
        #expect(!text.contains("Connection:") && !text.contains("Transfer-Encoding:"))
        #expect(subject.interest == .readable && subject.next() == nil)
    }

    @Test func `does not look complete where the server stops before`() {
        let subject = Subject()
        #expect(subject.receive(request) != nil)
        subject.connection.begin(RequestID(index: 3))
        subject.answer(pieces)
        subject.connection.append(Array("ab".utf8)[...], .more, at: .zero)
        _ = subject.connection.stop(
            at: .zero, now: Timestamp(seconds: 0), encoder: &subject.encoder)

        #expect(subject.drain().hasSuffix("2\r\nab\r\n"))
        #expect(subject.nextAnswered() == nil)
    }

    @Test func `has no body where only the head is asked for`() {
        let subject = Subject()
        #expect(subject.receive("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n") != nil)
        let unread = subject.connection.answer(
            HTTPReply(pieces), at: .zero, now: Timestamp(seconds: 0), encoder: &subject.encoder)

        #expect(unread == stream)
        #expect(subject.drain().hasSuffix("\r\n\r\n"))
    }
}
