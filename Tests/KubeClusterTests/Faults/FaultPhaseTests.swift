import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

/// What has happened when something goes wrong.
@Suite struct `A request with which something goes wrong` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web", holder: "first")
        try play.control("DELETE", "/fake/requests")
    }

    private func fault(at phase: String, _ action: String) throws {
        try play.addFault(
            #"{"name":"r","match":{"client":"a","verb":"write"},"at":"\#(phase)","do":\#(action)}"#)
    }

    @Test(arguments: ["received", "beforeCommit"], ["reset", "close"])
    func `before it is committed changes nothing`(phase: String, action: String) throws {
        try fault(at: phase, #"{"\#(action)":true}"#)
        let number = try play.patch("web", holder: "second")

        #expect(play.end(of: number)?.rawValue == action)
        #expect(try play.holder("web") == "first")
        let request = try #require(try play.requests().first)
        #expect(request["outcome"] == (action == "reset" ? "reset" : "closed"))
        #expect(request["status"] == .null)
        #expect(request["committed"] == .null)
        #expect(request["faults"] == ["r"])
    }

    @Test(arguments: ["afterCommit", "answering"], ["reset", "close"])
    func `after it is committed has happened, and its answer is lost`(
        phase: String, action: String
    ) throws {
        try fault(at: phase, #"{"\#(action)":true}"#)
        let number = try play.patch("web", holder: "second")

        #expect(play.end(of: number)?.rawValue == action)
        #expect(try play.holder("web") == "second")
        let request = try #require(try play.requests().first)
        #expect(request["outcome"] == "lost")
        #expect(request["status"] == 200)
        #expect(request["committed"]?.string == (try play.version("web")))
        #expect(request["faults"] == ["r"])
    }

    @Test(arguments: [
        ("received", "first"), ("beforeCommit", "first"), ("afterCommit", "second"),
        ("answering", "second"),
    ])
    func `can be answered with an error at each phase`(phase: String, holder: String) throws {
        try fault(at: phase, #"{"error":"etcdTimeout"}"#)
        let number = try play.patch("web", holder: "second")

        #expect(play.status(of: number) == 500)
        #expect(try play.holder("web") == holder)
        let request = try #require(try play.requests().first)
        #expect(request["outcome"] == "answered")
        #expect(request["status"] == 500)
        #expect((request["committed"] == .null) == (holder == "first"))
    }

    @Test(arguments: [
        ("received", "first", "hung"), ("beforeCommit", "first", "hung"),
        ("afterCommit", "second", "lost"),
    ])
    func `can be left without an answer`(phase: String, holder: String, outcome: String) throws {
        try fault(at: phase, #"{"hang":true}"#)
        let number = try play.patch("web", holder: "second")
        #expect(play.isWaiting(number))
        #expect(try play.holder("web") == holder)
        #expect(try play.requests() == [])

        play.leave(number)

        #expect(try play.requests().map { $0["outcome"]?.string } == [outcome])
    }

    @Test func `that is refused is told so at received alone where it is not valid`() throws {
        try fault(at: "beforeCommit", #"{"reset":true}"#)
        let number = try play.put("web", holder: "second", version: "1")

        #expect(play.status(of: number) == 409)
        #expect(try play.fault("r")["seen"] == 0)
    }

    @Test(arguments: [("beforeCommit", 0), ("afterCommit", 1)])
    func `that finds nothing to change is not committed, and its answer can be lost`(
        phase: String, count: Int64
    ) throws {
        try fault(at: phase, #"{"reset":true}"#)
        let version = try play.version("web")
        let number = try play.patch("web", holder: "first")

        #expect(play.status(of: number) == (count == 0 ? 200 : nil))
        #expect(try play.fault("r")["acted"]?.integer == count)
        #expect(try play.version("web") == version)
        let request = try #require(try play.requests("?verb=patch").last)
        #expect(request["outcome"] == (count == 0 ? "answered" : "lost"))
        #expect(request["committed"] == .null)
    }

    @Test func `that is a dry run is not committed`() throws {
        for phase in ["beforeCommit", "afterCommit"] {
            try play.addFault(#"{"at":"\#(phase)","do":{"reset":true}}"#)
        }
        let answer = try play.ask(
            "POST", "\(APIClient.leases)?dryRun=All", HandlerPlay.lease("dry", holder: "a"))
        let deletion = try play.ask(
            "DELETE", "\(APIClient.leases)/web", #"{"dryRun":["All"]}"#)

        #expect(answer.status == 201)
        #expect(deletion.status == 200)
    }

    @Test func `can be answered by anything`() throws {
        try fault(
            at: "received",
            #"{"answer":{"code":502,"headers":{"Content-Type":"text/html"},"text":"<html>"}}"#)
        let answer = try play.answer(play.patch("web", holder: "second"))

        #expect(answer.status == 502)
        #expect(answer.fields["Content-Type"] == "text/html")
        #expect(answer.fields["Audit-Id"] == nil)
        #expect(answer.body == Array("<html>".utf8))
    }

    @Test func `can be answered by exactly this status`() throws {
        try fault(
            at: "received",
            #"{"status":{"code":418,"reason":"Teapot","message":"short","details":{"name":"x"},"retryAfterSeconds":3}}"#
        )
        let answer = try play.answer(play.patch("web", holder: "second"))

        #expect(answer.fields["Retry-After"] == "3")
        #expect(
            try JSONParser.parse(answer.body) == [
                "kind": "Status", "apiVersion": "v1", "metadata": .object(JSONObject()),
                "status": "Failure", "message": "short", "reason": "Teapot",
                "details": ["name": "x", "retryAfterSeconds": 3], "code": 418,
            ])
    }

    @Test func `is refused on a new connection only`() throws {
        try play.addFault(#"{"name":"r","match":{"client":"a"},"do":{"refuse":true}}"#)

        #expect(try play.end(of: play.get("web", nth: 1)) == .reset)
        #expect(try play.status(of: play.get("web", nth: 2)) == 200)
        #expect(try play.requests().map { $0["outcome"]?.string } == ["refused", "answered"])
        #expect(try play.fault("r")["seen"] == 1)
    }

    @Test func `may be about no resource`() throws {
        try play.addFault(#"{"match":{"path":"/readyz"},"do":{"status":500}}"#)

        #expect(try play.ask("GET", "/readyz").status == 500)
        #expect(try play.ask("GET", "/livez").status == 200)
    }

    @Test func `may be known by who holds the lease, and by the name in the body`() throws {
        try play.addFault(
            #"{"match":{"verb":"create","name":"new","holder":"x"},"do":{"status":503}}"#)

        #expect(try play.status(of: play.create("new", holder: "y")) == 201)
        #expect(try play.status(of: play.create("other", holder: "x")) == 201)
        try play.ask("DELETE", "\(APIClient.leases)/new")
        #expect(try play.status(of: play.create("new", holder: "x")) == 503)
    }

    @Test func `may be known by the answer that it would get`() throws {
        try play.addFault(#"{"match":{"status":404},"at":"answering","do":{"status":503}}"#)

        #expect(try play.status(of: play.get("web")) == 200)
        #expect(try play.status(of: play.get("none")) == 503)
    }

    @Test func `after a read that changed nothing acts where that is wanted`() throws {
        try play.addFault(
            #"{"match":{"verb":"get"},"at":"afterCommit","do":{"reset":true},"impossible":true}"#)

        #expect(try play.end(of: play.get("web")) == .reset)
    }
}
