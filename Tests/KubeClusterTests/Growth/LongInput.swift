import KubeCluster
import KubeHTTP1
import KubeTestSupport
import Testing

/// Something that a client can make long.
struct LongInput: CustomTestStringConvertible, Sendable {
    /// What is long.
    let name: String
    /// How many parts it has at first.
    let count: Int
    /// The status of the answer.
    var status = 200
    /// The requests with so many parts; the last one is measured, the others are there before.
    let requests: @Sendable (Int) throws -> [HTTPRequest]

    var testDescription: String { name }

    /// The processor time that a new server takes to read and answer what has so many parts.
    func cost(count: Int) throws -> Duration {
        var host = try TestHost()
        var requests = try requests(count).map(\.encoded)
        let last = requests.removeLast()
        for request in requests {
            #expect(Self.status(host.respond(to: try Self.read(request))) == 201)
        }
        let start = threadTime()
        let reply = host.respond(to: try Self.read(last))
        host.advance()
        let cost = threadTime() - start
        #expect(Self.status(reply) == status)
        return cost
    }

    private static func read(_ bytes: [UInt8]) throws -> HTTPRequest {
        var parser = RequestParser()
        // As they come from a socket.
        var rest = bytes[...]
        while true {
            parser.append(rest.prefix(65_536))
            rest = rest.dropFirst(65_536)
            if let request = try parser.next() { return request }
            guard !rest.isEmpty else { throw ClientError.malformedAnswer("no whole request") }
        }
    }

    private static func status(_ reply: HostReply) -> Int? {
        guard case .complete(let response) = reply.reply.kind else { return nil }
        return response.status
    }
}
