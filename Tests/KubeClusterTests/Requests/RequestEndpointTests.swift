import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `The requests of a cluster` {
    private let leases = APIClient.leases
    private let play: JournalPlay

    init() throws {
        play = try JournalPlay()
    }

    private func create(_ name: String, as client: String = "a") throws {
        try play.ask("POST", "/as/\(client)\(leases)", JournalPlay.lease(name, holder: client))
    }

    @Test func `are told with all that is known of them`() throws {
        try create("web")
        play.now = play.now + .seconds(5)
        let body =
            #"{"metadata":{"name":"web","resourceVersion":"6"},"#
            + #""spec":{"holderIdentity":"a","renewTime":"2026-01-01T00:00:05.000000Z"}}"#
        try play.ask(
            "PUT", "/as/a\(leases)/web", body, fields: ["User-Agent": "operator/1"], connection: 7,
            nth: 3)
        #expect(
            try play.request("?since=1") == [
                "id": 2, "time": "2026-01-01T00:00:05.000000Z",
                "endTime": "2026-01-01T00:00:05.000000Z", "client": "a", "connection": 7, "nth": 3,
                "method": "PUT", "path": .string("\(leases)/web"), "verb": "update",
                "resource": "leases", "namespace": "default", "name": "web",
                "userAgent": "operator/1", "user": .null, "fieldManager": "operator",
                "request": [
                    "resourceVersion": "6", "holderIdentity": "a",
                    "renewTime": "2026-01-01T00:00:05.000000Z",
                    "bytes": .integer(Int64(body.utf8.count)),
                ], "phases": ["received": 0, "decided": 0, "committed": 0, "answered": 0],
                "status": 200, "reason": .null, "committed": "7", "delivered": [], "faults": [],
                "outcome": "answered",
            ])
    }

    @Test func `are told in the order in which their answers became final`() throws {
        let (first, second) = (RequestID(index: 0), RequestID(index: 1))
        for (id, path) in [(first, "/livez"), (second, "/readyz")] {
            _ = play.handler.respond(to: try HTTPRequest("GET", path), as: id, at: play.now)
        }
        #expect(try play.handler.host.requests().isEmpty)
        play.handler.didAnswer(second, .answered(status: 200), at: play.now)
        play.handler.didAnswer(first, .answered(status: 200), at: play.now)
        #expect(try play.handler.host.requests().map(\.path) == ["/readyz", "/livez"])
    }

    @Test func `tell how long each phase took`() throws {
        let id = RequestID(index: 0)
        let request = try HTTPRequest("GET", "\(leases)?resourceVersion=6")
        guard case .wait(let wait) = play.handler.respond(to: request, as: id, at: play.now).kind
        else { throw ClientError.noAnswer }
        play.stopwatch.wait(.milliseconds(20))
        try play.handler.host.create("web", at: play.now)
        _ = play.handler.resume(wait, at: play.now)
        play.stopwatch.wait(.microseconds(250))
        play.handler.didAnswer(id, .answered(status: 200), at: play.now)
        #expect(
            try play.request()["phases"] == [
                "received": 0, "decided": 20, "committed": .null,
                "answered": .number(JSONNumber(20.25)),
            ])
    }

    @Test func `tell the machine's time where the cluster's is another`() throws {
        let play = try JournalPlay { $0.clock = .manual(startingAt: Timestamp(seconds: 0)) }
        try play.ask("GET", "/readyz")
        let request = try play.request()
        #expect(request["time"] == "1970-01-01T00:00:00.000000Z")
        #expect(request["machineTime"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test(arguments: [
        (AnswerOutcome.answered(status: 201), "answered"), (.clientGone, "clientGone"),
        (.cut, "cut"), (.ended, "serverEnded"),
    ])
    func `tell what has become of the answer`(outcome: AnswerOutcome, text: String) throws {
        try play.ask("POST", leases, JournalPlay.lease("web", holder: "a"), outcome: outcome)
        let request = try play.request()
        #expect(request["outcome"] == .string(text))
        #expect(request["status"] == 201)
        #expect(request["committed"] == "6")
        let isAnswered = outcome == .answered(status: 201)
        #expect((request[path: "phases", "answered"] == .null) == !isAnswered)
    }

    @Test func `tell the status that a client has got instead of the one that it waited for`()
        throws
    {
        let id = RequestID(index: 0)
        let request = try HTTPRequest("GET", "\(leases)?resourceVersion=99")
        guard case .wait(let wait) = play.handler.respond(to: request, as: id, at: play.now).kind
        else { throw ClientError.noAnswer }
        play.handler.abandon(wait)
        play.handler.didAnswer(id, .answered(status: 503), at: play.now)
        #expect(try play.request()["status"] == 503)
    }

    @Test(arguments: [
        ("application/json", #"{"metadata":{"name":"web"}}"#, "application/json"),
        ("application/json", #"{"metadata":{"name":"web"}}"#, "application/yaml"),
        (
            "application/json", #"{"metadata":{"name":"web"}}"#,
            "application/vnd.kubernetes.protobuf"
        ),
        ("application/yaml", "metadata:\n  name: web\n", "application/json"),
    ])
    func `tell name and reason in every encoding`(
        type: String, body: String, accept: String
    ) throws {
        for _ in 1...2 {
            try play.ask(
                "POST", leases, body, fields: ["Content-Type": type, "Accept": accept])
        }
        let request = try play.request("?status=409")
        #expect(request["name"] == "web")
        #expect(request["reason"] == "AlreadyExists")
        #expect(request["committed"] == .null)
    }

    @Test func `tell the name that was made up`() throws {
        try play.ask("POST", leases, #"{"metadata":{"generateName":"x-"}}"#)
        let name = try #require(try play.request()["name"]?.string)
        #expect(name.hasPrefix("x-") && name.count == 7)
        #expect(try play.requests("?name=x-*").count == 1)
    }

    @Test func `tell the same of bodies that are too long to be kept`() throws {
        let filler = String(repeating: "x", count: 5000)
        let body =
            #"{"metadata":{"name":"web","annotations":{"a":"\#(filler)"}},"#
            + #""spec":{"holderIdentity":"me"}}"#
        try play.ask("POST", leases, body)
        let request = try play.request()
        #expect(request["name"] == "web")
        #expect(request[path: "request", "holderIdentity"] == "me")
        #expect(request[path: "request", "bytes"] == .integer(Int64(body.utf8.count)))
        #expect(try play.requests("?holder=me").count == 1)
    }

    @Test func `are as many as are remembered`() throws {
        let play = try JournalPlay { $0.journalRequests = 2 }
        for path in ["/livez", "/readyz", "/healthz"] { try play.ask("GET", path) }
        let document = try play.document()
        #expect(document["requests"]?.texts("path") == ["/readyz", "/healthz"])
        #expect(document["omitted"] == 1)
        #expect(document["last"] == 3)
        #expect(try play.document("?since=1")["omitted"] == 0)
    }

    @Test func `are none where none are remembered`() throws {
        let play = try JournalPlay { $0.journalRequests = 0 }
        try play.ask("GET", "/readyz")
        #expect(try play.document() == ["requests": [], "omitted": 0, "last": 0])
    }

    @Test func `are as many as are wanted`() throws {
        for path in ["/livez", "/readyz", "/livez"] { try play.ask("GET", path) }
        let document = try play.document("?path=/livez&limit=1")
        #expect(document["requests"]?.array?.map { $0["id"] } == [1])
        #expect(document["last"] == 1)
        #expect(try play.document("?path=/livez&limit=2")["last"] == 3)
        #expect(try play.document("?limit=4")["last"] == 3)
        #expect(try play.document("?since=1&limit=0") == ["requests": [], "omitted": 0, "last": 1])
    }

    @Test func `are those of the cluster alone`() throws {
        try play.ask("POST", "/fake/clusters", #"{"name":"x"}"#)
        try play.ask("GET", "/clusters/x/readyz")
        try play.ask("GET", "/livez")
        #expect(try play.requests().map { $0["path"] } == ["/livez"])
        #expect(try play.requests(in: "/clusters/x").map { $0["path"] } == ["/readyz"])
    }

    @Test func `are not those to the control API`() throws {
        try play.ask("GET", "/fake/clock")
        try play.ask("GET", "/as/a/fake/requests")
        try play.ask("GET", "/clusters/none/api")
        #expect(try play.requests() == [])
    }

    @Test func `never show credentials`() throws {
        try play.ask(
            "GET", "/readyz", fields: ["authorization": "Bearer secret", "X-Other": "shown"])
        for query in ["", "?format=audit", "?format=har"] {
            let answer = try play.ask("GET", "/fake/requests\(query)")
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("secret"))
        }
        let archive = try play.document("?format=har")
        let headers = archive[path: "log", "entries"]?.array?[0][path: "request", "headers"]
        #expect(headers?.texts("name") == ["X-Other"])
    }

    @Test func `are forgotten when somebody says so`() throws {
        try create("web")
        let answer = try play.ask("DELETE", "/fake/requests")
        #expect(try JSONParser.parse(answer.body) == ["forgotten": 1])
        #expect(try play.document() == ["requests": [], "omitted": 0, "last": 1])
        try create("app")
        #expect(try play.request()["id"] == 2)
    }

    @Test func `are forgotten with everything else`() throws {
        try create("web")
        try play.ask("POST", "/fake/reset")
        #expect(try play.requests() == [])
    }

    @Test func `are selected by what was asked`() throws {
        try create("web")
        try create("web", as: "b")
        try play.ask("GET", "/as/b\(leases)/web")
        try play.ask("GET", "/readyz")
        func ids(_ query: String) throws -> [JSONValue?] {
            try play.requests(query).map { $0["id"] }
        }
        #expect(try ids("?client=a") == [1])
        #expect(try ids("?client=a&client=b") == [1, 2, 3])
        #expect(try ids("?client=b&verb=write") == [2])
        #expect(try ids("?verb=read") == [3])
        #expect(try ids("?name=web&since=1") == [2, 3])
        #expect(try ids("?path=/readyz") == [4])
        #expect(try ids("?status=4*") == [2])
        #expect(try ids("?holder=b") == [2])
        #expect(try ids("?user=*") == [])
    }

    @Test func `are selected by parameters that make sense`() throws {
        #expect(
            try play.document("?vreb=update")["message"]
                == .string(
                    #"unknown parameter "vreb": /fake/requests takes the parameters client, user, "#
                        + "userAgent, fieldManager, verb, resource, namespace, name, holder, path, "
                        + "method, status, connection, since, limit, format"))
        #expect(try play.document("?verb=renew")["code"] == 400)
        #expect(
            try play.document("?since=x")["message"]
                == .string(
                    #"the parameter "since" must be a whole number from 0 to \#(UInt64.max), not "x""#
                ))
        #expect(
            try play.document("?format=csv")["message"]
                == #"the parameter "format" must be a name, one of audit, har, not "csv""#)
    }
}
