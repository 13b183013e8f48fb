import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeSockets
import KubeTestSupport
import Testing

@Suite struct `Who follows the requests` {
    private let fields: HTTPFields = ["Accept": "application/x-ndjson"]

    private func follow(_ play: JournalPlay, _ query: String = "") throws -> StreamID {
        let id = RequestID(index: 5)
        let request = try HTTPRequest("GET", "/fake/requests\(query)", fields: fields)
        let reply = play.handler.respond(to: request, as: id, at: play.now)
        guard case .stream(let head, let stream) = reply.kind else { throw ClientError.noAnswer }
        #expect(head.fields["Content-Type"] == "application/x-ndjson")
        play.handler.didAnswer(id, .answered(status: 200), at: play.now)
        return stream
    }

    private func paths(_ play: JournalPlay, _ stream: StreamID) throws -> [String] {
        try play.read(stream).compactMap { $0["path"]?.string }
    }

    @Test func `is told what there is, and then what comes`() throws {
        let play = try JournalPlay()
        try play.ask("GET", "/livez")
        let stream = try follow(play)
        #expect(try paths(play, stream) == ["/livez"])
        #expect(try paths(play, stream) == [])
        try play.ask("GET", "/readyz")
        try play.ask("GET", "/healthz")
        #expect(try paths(play, stream) == ["/readyz", "/healthz"])
    }

    @Test func `is told only what was asked for`() throws {
        let play = try JournalPlay()
        try play.ask("GET", "/readyz")
        let stream = try follow(play, "?path=/readyz&since=1")
        try play.ask("GET", "/livez")
        try play.ask("GET", "/readyz")
        #expect(try play.read(stream).map { $0["id"] } == [3])
    }

    @Test func `is asked when there is something to tell, and not otherwise`() throws {
        let play = try JournalPlay()
        let before = play.handler.version
        try play.ask("GET", "/readyz")
        #expect(play.handler.version == before)

        let stream = try follow(play)
        let version = play.handler.version
        try play.ask("GET", "/readyz")
        #expect(play.handler.version != version)
        #expect(play.handler.streamsWithNews(at: play.now) == [stream])

        play.handler.cancel(stream)
        let after = play.handler.version
        try play.ask("GET", "/readyz")
        #expect(play.handler.version == after)
        #expect(play.handler.streamsWithNews(at: play.now) == [])
    }

    @Test func `is told how much was forgotten before it was read`() throws {
        let play = try JournalPlay { $0.journalRequests = 2 }
        let stream = try follow(play)
        for path in ["/livez", "/readyz", "/healthz", "/livez"] { try play.ask("GET", path) }
        let lines = try play.read(stream)
        #expect(lines.first == ["omitted": 2])
        #expect(lines.dropFirst().map { $0["path"] } == ["/healthz", "/livez"])
        #expect(try play.read(stream) == [])
    }

    @Test func `is told of many in turns`() throws {
        let play = try JournalPlay()
        for _ in 1...150 { try play.ask("GET", "/readyz") }
        let stream = try follow(play)
        var output: [UInt8] = []
        #expect(play.handler.produce(stream, into: &output, at: play.now) == .more)
        #expect(try play.read(stream).last?["id"] == 150)
    }

    @Test func `misses nothing when the requests are forgotten meanwhile`() throws {
        let play = try JournalPlay()
        try play.ask("GET", "/livez")
        let stream = try follow(play)
        try play.ask("DELETE", "/fake/requests")
        try play.ask("GET", "/readyz")
        #expect(try play.read(stream).map { $0["path"] } == ["/readyz"])
    }

    @Test func `is done when there were as many as were wanted`() throws {
        let play = try JournalPlay()
        try play.ask("GET", "/livez")
        let stream = try follow(play, "?path=/readyz&limit=2")
        for path in ["/readyz", "/livez", "/readyz", "/readyz"] { try play.ask("GET", path) }
        var output: [UInt8] = []
        #expect(play.handler.produce(stream, into: &output, at: play.now) == .finished)
        #expect(output.count { $0 == UInt8(ascii: "\n") } == 2)
        let version = play.handler.version
        try play.ask("GET", "/readyz")
        #expect(play.handler.version == version)
    }

    @Test func `ends with the cluster`() throws {
        let play = try JournalPlay()
        try play.ask("POST", "/fake/clusters", #"{"name":"x"}"#)
        let request = try HTTPRequest("GET", "/clusters/x/fake/requests", fields: fields)
        let reply = play.handler.respond(to: request, as: RequestID(index: 5), at: play.now)
        guard case .stream(_, let stream) = reply.kind else { throw ClientError.noAnswer }
        try play.ask("DELETE", "/fake/clusters/x")
        #expect(play.handler.streamsWithNews(at: play.now) == [stream])
        var output: [UInt8] = []
        #expect(play.handler.produce(stream, into: &output, at: play.now) == .finished)
    }

    @Test func `can have the lines of an audit log`() throws {
        let play = try JournalPlay()
        let stream = try follow(play, "?format=audit")
        try play.ask("GET", "/readyz")
        #expect(try play.read(stream).map { $0["kind"] } == ["Event"])
    }
}
