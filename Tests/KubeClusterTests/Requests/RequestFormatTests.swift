import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `Requests for other programs` {
    private let leases = APIClient.leases
    private let play: JournalPlay

    init() throws {
        play = try JournalPlay()
    }

    private func events(_ query: String = "") throws -> [JSONValue] {
        let answer = try play.ask("GET", "/fake/requests?format=audit\(query)")
        #expect(answer.fields["Content-Type"] == "application/x-ndjson")
        return try answer.body.split(separator: UInt8(ascii: "\n")).map {
            try JSONParser.parse(Array($0))
        }
    }

    private func archived() throws -> JSONValue {
        let entries = try play.document("?format=har")[path: "log", "entries"]?.array
        return try #require(entries?.last)
    }

    @Test func `are events of an audit log`() throws {
        let body = JournalPlay.lease("web", holder: "a")
        let answer = try play.ask(
            "POST", "/as/a\(leases)", body, fields: ["User-Agent": "operator/1"])
        let event = try #require(try events().first)
        #expect(event["kind"] == "Event")
        #expect(event["apiVersion"] == "audit.k8s.io/v1")
        #expect(event["level"] == "RequestResponse")
        #expect(event["auditID"]?.string == answer.fields["Audit-Id"])
        #expect(event["stage"] == "ResponseComplete")
        #expect(event["requestURI"] == .string(leases))
        #expect(event["verb"] == "create")
        #expect(event["userAgent"] == "operator/1")
        #expect(
            event["objectRef"] == [
                "resource": "leases", "namespace": "default", "name": "web",
                "apiGroup": "coordination.k8s.io", "apiVersion": "v1",
            ])
        #expect(event["responseStatus"] == ["metadata": [:], "code": 201])
        #expect(try event["requestObject"] == JSONParser.parse(body))
        #expect(try event["responseObject"] == JSONParser.parse(answer.body))
        #expect(event["requestReceivedTimestamp"] == "2026-01-01T00:00:00.000000Z")
        #expect(event["stageTimestamp"] == "2026-01-01T00:00:00.000000Z")
        #expect(event[path: "annotations", "fake-apiserver/client"] == "a")
    }

    @Test func `are events without the bodies of what was read`() throws {
        try play.ask("GET", leases)
        try play.ask("GET", "/readyz")
        let events = try events()
        #expect(events.map { $0["level"] } == ["Metadata", "Metadata"])
        #expect(events.map { $0["verb"] } == ["list", "get"])
        #expect(events.map { $0["responseObject"] } == [nil, nil])
        #expect(events[1]["objectRef"] == nil)
    }

    @Test func `are events that tell what went wrong`() throws {
        try play.ask("GET", "\(leases)/none")
        let event = try #require(try events().first)
        #expect(
            event["responseStatus"] == [
                "metadata": [:], "status": "Failure",
                "message": #"leases.coordination.k8s.io "none" not found"#, "reason": "NotFound",
                "code": 404,
            ])
    }

    @Test func `are events that tell when a watch began`() throws {
        _ = try play.open("\(leases)?watch=1")
        #expect(try events().map { $0["stage"] } == ["ResponseStarted"])
    }

    @Test func `are entries of an archive that browsers read`() throws {
        let body = JournalPlay.lease("web", holder: "a")
        play.stopwatch.wait(.seconds(1))
        let answer = try play.ask(
            "POST", "/as/a\(leases)?fieldManager=me", body, fields: ["Host": "127.0.0.1:8080"])
        let archive = try play.document("?format=har")
        #expect(archive[path: "log", "version"] == "1.2")
        #expect(archive[path: "log", "creator", "name"] == "fake-apiserver")
        let entry = try archived()
        #expect(entry["startedDateTime"] == "2026-01-01T00:00:00.000000Z")
        #expect(
            entry["request"] == [
                "method": "POST",
                "url": .string("http://127.0.0.1:8080/as/a\(leases)?fieldManager=me"),
                "httpVersion": "HTTP/1.1", "cookies": [],
                "headers": [
                    ["name": "Host", "value": "127.0.0.1:8080"],
                    ["name": "Content-Type", "value": "application/json"],
                ], "queryString": [["name": "fieldManager", "value": "me"]], "headersSize": -1,
                "bodySize": .integer(Int64(body.utf8.count)),
                "postData": [
                    "mimeType": "application/json", "params": [], "text": .string(body),
                ],
            ])
        let response = entry["response"]
        #expect(response?["status"] == 201)
        #expect(response?["statusText"] == "Created")
        #expect(
            response?[path: "content", "text"]?.string
                == String(decoding: answer.body, as: UTF8.self))
        #expect(entry[path: "timings", "wait"] == 0)
    }

    @Test func `are entries with binary bodies in base64`() throws {
        try play.ask(
            "POST", leases, JournalPlay.lease("web", holder: "a"),
            fields: ["Accept": "application/vnd.kubernetes.protobuf"])
        let content = try archived()[path: "response", "content"]
        #expect(content?["encoding"] == "base64")
        #expect(content?["text"]?.string?.hasPrefix("azhzA") == true)
    }

    @Test func `are entries without a status where nobody has got an answer`() throws {
        try play.ask("GET", leases, outcome: .clientGone)
        let entry = try archived()
        #expect(entry[path: "response", "status"] == 0)
        #expect(entry["comment"] == "#1 by c1: clientGone")
    }
}
