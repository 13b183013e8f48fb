import KubeCluster
package import KubeEndpoints
package import KubeHTTP1
import KubeTime
import Testing

/// One client of the default cluster: time passes only while it waits.
extension TestHost {
    /// The answer to `request`, with the beginning of what streams; the client waits for it, but not
    /// for longer than `patience`.
    package mutating func answer(
        _ request: HTTPRequest, patience: Duration = .zero
    ) throws(ClientError) -> (HTTPResponse, WatchStream?) {
        let deadline = now + patience
        var reply = respond(to: request).reply.kind
        advance()
        while true {
            switch reply {
            case .complete(let response): return (response, nil)
            case .stream(var response, .requests(var stream)):
                _ = clusters.produce(&stream, in: .default, into: &response.body)
                return (response, nil)
            case .stream(var response, .list(var list)):
                untilDone { list.produce(into: &response.body) != .more }
                return (response, nil)
            case .stream(var response, .watch(var stream)):
                // A server says at once what it has to say.
                let goesOn = produce(&stream, into: &response.body)
                return (response, goesOn ? stream : nil)
            case .metered(var response, var body):
                response.body = []
                _ = clusters.produce(&body, in: .default, into: &response.body, at: now)
                return (response, nil)
            case .end: throw .noAnswer
            case .wait(let wait):
                if let answer = clusters.resume(wait, in: .default, at: now) {
                    reply = answer.kind
                } else if !sleep(until: deadline) {
                    throw .noAnswer
                }
            }
        }
    }

    /// The next bytes of `stream`, which becomes nil at its end.
    package mutating func receive(
        _ stream: inout WatchStream?, patience: Duration = .zero
    ) -> Received {
        let deadline = now + patience
        while var current = stream {
            var output: [UInt8] = []
            stream = produce(&current, into: &output) ? current : nil
            if !output.isEmpty { return .bytes(output) }
            if stream != nil, !sleep(until: deadline) { return .silence }
        }
        return .end
    }

    /// Lets time pass, and everything happen at its instant.
    package mutating func sleep(_ duration: Duration) {
        let end = now + duration
        while sleep(until: end) {}
    }

    /// Lets time pass until something is due, and does it; false when that is not before `deadline`.
    private mutating func sleep(until deadline: Timestamp) -> Bool {
        guard now < deadline else { return false }
        let due = advance()
        guard let due, due <= deadline else {
            now = deadline
            return false
        }
        now = min(max(due, now + .milliseconds(1)), deadline)
        advance()
        return true
    }
}
