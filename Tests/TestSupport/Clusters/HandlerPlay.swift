package import FakeAPIServerKit
package import KubeCluster
package import KubeHTTP1
package import KubeJSON
import KubeRegistry
package import KubeSockets
import KubeStore
package import KubeTime
import Testing

/// Many clients of a handler, which is asked as an event loop asks it: answers become final, requests
/// wait, answers stream and connections end.
package final class HandlerPlay {
    package let handler: HostHandler

    /// What the machine's clock shows.
    package var now = Timestamp.epoch

    private var exchanges: [Exchange] = []
    private var unkept: [(number: Int, reply: HTTPReply)] = []

    /// A request, and what has come of it so far.
    private struct Exchange {
        let request: HTTPRequest
        var state: State
        var body: [UInt8] = []
        var isFinal = false
    }

    /// What has come of a request.
    package enum State {
        /// Nothing.
        case silent
        /// It waits.
        case waiting(WaitID)
        /// This answer.
        case answered(HTTPResponse)
        /// The head of an answer that streams.
        case streaming(HTTPResponse, StreamID)
        /// The head of an answer whose body comes in pieces.
        case metered(HTTPResponse, StreamID)
        /// The end of its connection, after the head of an answer if there was one.
        case ended(ConnectionEnd, after: HTTPResponse?)
        /// Its client has left.
        case left
    }

    /// The clients of the handler of a host that has only the default cluster.
    package init(
        seed: UInt64 = 7, persistence: ClusterPersistence? = nil,
        configure: (inout ClusterOptions) -> Void = { _ in }
    ) throws {
        var options = ClusterOptions()
        configure(&options)
        handler = HostHandler(
            try TestHost(options, seed: seed, persistence: persistence, at: .epoch).clusters)
        _ = handler.durable?.endKeeping(at: now)
    }
}

// MARK: - Clients

extension HandlerPlay {
    /// Sends a request, and lets the handler work until there is nothing left to do; returns its number.
    package func send(
        _ method: String, _ path: String, _ body: String = "", fields: HTTPFields = [:],
        connection: UInt64 = 1, nth: UInt64 = 1
    ) throws -> Int {
        let number = try post(method, path, body, fields: fields, connection: connection, nth: nth)
        turn()
        return number
    }

    /// Sends a request without letting the handler do anything else.
    package func post(
        _ method: String, _ path: String, _ body: String = "", fields: HTTPFields = [:],
        connection: UInt64 = 1, nth: UInt64 = 1
    ) throws -> Int {
        var request = try HTTPRequest(method, path, Array(body.utf8), fields: fields)
        if request.fields["Content-Type"] == nil, !body.isEmpty {
            request.fields["Content-Type"] = "application/json"
        }
        (request.connection, request.nth) = (connection, nth)
        let number = exchanges.count
        exchanges.append(Exchange(request: request, state: .silent))
        let reply = handler.respond(to: request, as: RequestID(index: number), at: now)
        take(reply, for: number)
        return number
    }

    /// The answer to a request that is answered at once.
    @discardableResult
    package func ask(
        _ method: String, _ path: String, _ body: String = "", fields: HTTPFields = [:]
    ) throws -> HTTPResponse {
        try answer(send(method, path, body, fields: fields))
    }

    /// The answer to a request, which is there.
    package func answer(_ number: Int) throws -> HTTPResponse {
        switch state(of: number) {
        case .answered(let response): return response
        case .metered(var response, _):
            response.body = exchanges[number].body
            return response
        default: throw ClientError.noAnswer
        }
    }

    /// What has come of a request.
    package func state(of number: Int) -> State { exchanges[number].state }

    /// The status of the answer to a request; nil when there is none.
    package func status(of number: Int) -> Int? {
        if case .answered(let response) = state(of: number) { response.status } else { nil }
    }

    /// How the connection of a request has ended; nil when it has not.
    package func end(of number: Int) -> ConnectionEnd? {
        if case .ended(let end, _) = state(of: number) { end } else { nil }
    }

    /// Whether a request waits.
    package func isWaiting(_ number: Int) -> Bool {
        if case .waiting = state(of: number) { true } else { false }
    }

    /// Whether the answer to a request streams.
    package func isStreaming(_ number: Int) -> Bool {
        if case .streaming = state(of: number) { true } else { false }
    }

    /// Whether more may come of a request.
    package func isUnfinished(_ number: Int) -> Bool { isOpen(number) || isStreaming(number) }

    /// Whether the answer to a request is not final: it waits, or the body comes in pieces.
    package func isOpen(_ number: Int) -> Bool {
        switch state(of: number) {
        case .silent, .waiting, .metered: true
        case .answered, .streaming, .ended, .left: false
        }
    }

    /// What has come of the body of a request that streams.
    package func body(_ number: Int) -> [UInt8] { exchanges[number].body }

    /// The same as a text.
    package func text(_ number: Int) -> String { String(decoding: body(number), as: UTF8.self) }

    /// The client of a request leaves.
    package func leave(_ number: Int) {
        switch state(of: number) {
        case .waiting(let wait): handler.abandon(wait)
        case .streaming(_, let stream), .metered(_, let stream): handler.cancel(stream)
        case .silent, .answered, .ended, .left: break
        }
        exchanges[number].state = .left
        finish(number, .clientGone)
        turn()
    }
}

// MARK: - The loop

extension HandlerPlay {
    /// Lets time pass, and everything happen that is then due.
    package func wait(_ duration: Duration) {
        let end = now + duration
        untilDone {
            let due = handler.advance(to: now)
            turn()
            guard let due, due <= end else { return true }
            now = max(due, now + .microseconds(1))
            return false
        }
        now = end
        turn()
    }

    /// Lets time pass up to the next instant at which something is due, and no further than `end`.
    package func step(until end: Timestamp) {
        let due = handler.advance(to: now)
        turn()
        now = max(now, min(end, due.map { max($0, now + .microseconds(1)) } ?? end))
        turn()
    }

    /// Turns as a loop does until there is nothing more to do at once.
    package func turn() {
        untilDone {
            keep()
            let due = handler.advance(to: now)
            keep()
            askStreams()
            let hasResumed = resumeWaiting()
            keep()
            return !hasResumed && (due.map { $0 > now } ?? true)
        }
    }

    /// Keeps what has changed, and delivers the answers that waited for that.
    package func keep() {
        guard let durable = handler.durable else { return }
        guard !durable.isKept || !unkept.isEmpty else { return }
        let waiting = unkept
        unkept = []
        let isKept = durable.endKeeping(at: now)
        for (number, reply) in waiting {
            guard !isKept, reply.isUndoable else {
                deliver(reply, to: number)
                continue
            }
            forget(reply)
            let request = exchanges[number].request
            let id = RequestID(index: number)
            let again = handler.respond(to: request, as: id, at: now)
            if durable.endKeeping(at: now) {
                deliver(again, to: number)
            } else {
                forget(again)
                let refusal = durable.refuse(request, as: id, at: now)
                deliver(HTTPReply(.complete(refusal)), to: number)
            }
        }
    }

    private func forget(_ reply: HTTPReply) {
        switch reply.kind {
        case .wait(let wait): handler.abandon(wait)
        case .stream(_, let stream), .pieces(_, let stream), .metered(_, let stream):
            handler.cancel(stream)
        case .complete, .end: break
        }
    }

    private func take(_ reply: HTTPReply, for number: Int) {
        guard handler.durable?.isKept ?? true else { return unkept.append((number, reply)) }
        deliver(reply, to: number)
    }

    private func deliver(_ reply: HTTPReply, to number: Int) {
        switch reply.kind {
        case .complete(let response):
            exchanges[number].state = .answered(response)
            finish(number, .answered(status: response.status))
        case .wait(let wait): exchanges[number].state = .waiting(wait)
        case .stream(let response, let stream):
            exchanges[number].state = .streaming(response, stream)
            exchanges[number].body = response.body
            finish(number, .answered(status: response.status))
            read(stream, for: number)
        case .pieces(let response, let stream), .metered(let response, let stream):
            exchanges[number].state = .metered(response, stream)
            read(stream, for: number)
        case .end(let end):
            exchanges[number].state = .ended(end, after: nil)
            finish(number, .withheld)
        }
    }

    private func finish(_ number: Int, _ outcome: AnswerOutcome) {
        guard !exchanges[number].isFinal else { return }
        exchanges[number].isFinal = true
        handler.didAnswer(RequestID(index: number), outcome, at: now)
    }

    private func resumeWaiting() -> Bool {
        var hasResumed = false
        for number in exchanges.indices {
            guard case .waiting(let wait) = exchanges[number].state,
                let reply = handler.resume(wait, at: now)
            else { continue }
            exchanges[number].state = .silent
            take(reply, for: number)
            hasResumed = true
        }
        return hasResumed
    }

    private func askStreams() {
        for stream in Set(handler.streamsWithNews(at: now)) {
            let number = exchanges.firstIndex {
                switch $0.state {
                case .streaming(_, stream), .metered(_, stream): true
                default: false
                }
            }
            if let number { read(stream, for: number) }
        }
    }

    private func read(_ stream: StreamID, for number: Int) {
        untilDone {
            let progress = handler.produce(stream, into: &exchanges[number].body, at: now)
            if progress.isLast { end(number, progress) }
            return progress != .more
        }
    }

    private func end(_ number: Int, _ progress: StreamProgress) {
        switch (exchanges[number].state, progress) {
        case (.metered(var head, _), .finished):
            head.body = exchanges[number].body
            exchanges[number].state = .answered(head)
            finish(number, .answered(status: head.status))
        case (.streaming(let head, _), .finished):
            var response = head
            response.body = exchanges[number].body
            exchanges[number].state = .answered(response)
        case (.metered(let head, _), .cut(let end)), (.streaming(let head, _), .cut(let end)):
            exchanges[number].state = .ended(end, after: head)
            finish(number, .withheld)
        default: break
        }
    }
}

// MARK: - The control API

extension HandlerPlay {
    /// The document that the control API answers, whatever the status.
    @discardableResult
    package func control(_ method: String, _ path: String, _ body: String = "") throws -> JSONValue
    {
        try JSONParser.parse(try ask(method, path, body).body)
    }

    /// Makes a rule, or more than one; fails the test when they are refused.
    package func addFault(_ body: String) throws {
        let answer = try ask("POST", "/fake/faults", body)
        try #require(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    /// What the journal says, in order.
    package func requests(_ query: String = "") throws -> [JSONValue] {
        try #require(try control("GET", "/fake/requests\(query)")["requests"]?.array)
    }

    /// What there is to tell of a rule.
    package func fault(_ name: String) throws -> JSONValue {
        try control("GET", "/fake/faults/\(name)")
    }

    /// The requests that are held.
    package func held() throws -> [JSONValue] {
        try #require(try control("GET", "/fake/held")["held"]?.array)
    }

    /// The `spec.holderIdentity` of a lease; nil when there is none.
    package func holder(_ name: String) throws -> String? {
        let found = handler.host.withCluster(.default) { cluster in
            cluster.registry.store.objects("leases", namespace: "default").first {
                $0.key.name == name
            }?.object["spec"]?["holderIdentity"]?.string
        }
        return found ?? nil
    }
}
