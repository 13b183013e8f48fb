import KubeAPI
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeYAML
import Testing

/// What a named error answers to the renewal of the lease `default/web` at version 6.
private struct NamedAnswer: Sendable, CustomTestStringConvertible {
    let error: String
    let status: Int
    /// The fields beside `Audit-Id` and `Date`.
    let fields: [String: String]
    let body: String

    var testDescription: String { error }

    /// Whether it is written in the encoding that the client reads.
    var isNegotiated: Bool {
        ["tooManyRequests", "shuttingDown", "timeoutFilter"].allSatisfy { !error.contains($0) }
    }

    static let cached = ["Cache-Control": "no-cache, private"]
    static let json = ["Content-Type": "application/json"]
    static let text = ["Content-Type": "text/plain; charset=utf-8"]
    static let nosniff = ["X-Content-Type-Options": "nosniff"]
    /// Whatever the cluster calls its flow schema and its priority level.
    static let fair = [
        "X-Kubernetes-Pf-Flowschema-Uid": "*", "X-Kubernetes-Pf-Prioritylevel-Uid": "*",
    ]

    /// A `Status` as most handlers write it.
    init(
        _ error: String, _ status: Int, _ reason: String?, _ message: String,
        details: String? = nil, more: [String: String] = [:], isFair: Bool = true
    ) {
        self.error = error
        self.status = status
        fields = Self.join([Self.cached, Self.json, isFair ? Self.fair : [:], more])
        let quoted = message.replacing("\"", with: "\\\"")
        body =
            #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":""#
            + quoted + "\"" + (reason.map { ",\"reason\":\"\($0)\"" } ?? "")
            + (details.map { ",\"details\":\($0)" } ?? "") + ",\"code\":\(status)}\n"
    }

    init(_ error: String, _ status: Int, _ fields: [[String: String]], body: String) {
        self.error = error
        self.status = status
        self.fields = Self.join(fields)
        self.body = body
    }

    private static func join(_ fields: [[String: String]]) -> [String: String] {
        fields.reduce(into: [:]) { $0.merge($1) { $1 } }
    }

    private static let lease = #"{"name":"web","group":"coordination.k8s.io","kind":"leases"}"#
    private static let down =
        "failed calling webhook \"w\": failed to call webhook: Post "
        + "\"https://w.svc:443/validate?timeout=10s\": context deadline exceeded"

    static let all: [NamedAnswer] = [
        NamedAnswer(#""etcdLeaderChanged""#, 500, nil, "etcdserver: leader changed"),
        NamedAnswer(#""etcdTimeout""#, 500, nil, "etcdserver: request timed out"),
        NamedAnswer(
            #""etcdTimeoutLeader""#, 500, nil,
            "etcdserver: request timed out, possibly due to previous leader failure"),
        NamedAnswer(
            #""etcdTimeoutConnection""#, 500, nil,
            "etcdserver: request timed out, possibly due to connection lost"),
        NamedAnswer(#""etcdNoLeader""#, 500, nil, "etcdserver: no leader"),
        NamedAnswer(
            #""etcdNoSpace""#, 500, nil, "etcdserver: mvcc: database space exceeded"),
        NamedAnswer(#""etcdTooMany""#, 500, nil, "etcdserver: too many requests"),
        NamedAnswer(
            #""serverTimeout""#, 500, "ServerTimeout",
            "The update operation against leases.coordination.k8s.io could not be completed at this "
                + "time, please try again.",
            details:
                #"{"name":"update","group":"coordination.k8s.io","kind":"leases","retryAfterSeconds":2}"#,
            more: ["Retry-After": "2"]),
        NamedAnswer(
            #""timeout""#, 504, "Timeout",
            "Timeout: request did not complete within requested timeout - context deadline exceeded",
            details: "{}"),
        NamedAnswer(
            #""timeoutFilter""#, 504, [cached, text],
            body:
                #"{"metadata":{},"status":"Failure","message":"Timeout: request did not complete "#
                + #"within the allotted timeout","reason":"Timeout","details":{},"code":504}"#
                + "\n"),
        NamedAnswer(
            #""tooManyRequests""#, 429, [cached, text, nosniff, fair, ["Retry-After": "1"]],
            body: "Too many requests, please try again later.\n"),
        NamedAnswer(
            #""shuttingDown429""#, 429,
            [text, nosniff, ["Retry-After": "5", "Connection": "close"]],
            body: "The apiserver is shutting down, please try again later.\n"),
        NamedAnswer(
            #""shuttingDown503""#, 503, [cached, json, nosniff, ["Retry-After": "1"]],
            body: #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"#
                + #""apiserver is shutting down","reason":"ServiceUnavailable","code":503}"#
                + "\n\n"),
        NamedAnswer(
            #""notInstalled503""#, 503, "ServiceUnavailable",
            "the request has been made before all known HTTP paths have been installed, please try "
                + "again", details: #"{"retryAfterSeconds":5}"#, more: ["Retry-After": "5"]),
        NamedAnswer(
            #""cacheUnready429""#, 429, "TooManyRequests", "storage is (re)initializing",
            details: #"{"retryAfterSeconds":1}"#, more: ["Retry-After": "1"]),
        NamedAnswer(
            #""tooLargeResourceVersion""#, 504, "Timeout",
            "Timeout: Too large resource version: 7, current: 6",
            details:
                #"{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1}"#,
            more: ["Retry-After": "1"]),
        NamedAnswer(
            #""expired""#, 410, "Expired",
            "The resourceVersion for the provided list is too old."),
        NamedAnswer(
            #""conflict""#, 409, "Conflict",
            "Operation cannot be fulfilled on leases.coordination.k8s.io \"web\": the object has been "
                + "modified; please apply your changes to the latest version and try again",
            details: lease),
        NamedAnswer(
            #""unauthorized""#, 401, "Unauthorized", "Unauthorized", isFair: false),
        NamedAnswer(
            #"{"name":"forbidden","user":"u"}"#, 403, "Forbidden",
            "leases.coordination.k8s.io \"web\" is forbidden: User \"u\" cannot update resource "
                + "\"leases\" in API group \"coordination.k8s.io\" in the namespace \"default\"",
            details: lease, more: nosniff),
        NamedAnswer(
            #"{"name":"quota","quota":"q","limit":5}"#, 403, "Forbidden",
            "leases.coordination.k8s.io \"web\" is forbidden: exceeded quota: q, requested: "
                + "count/leases.coordination.k8s.io=1, used: count/leases.coordination.k8s.io=5, "
                + "limited: count/leases.coordination.k8s.io=5", details: lease),
        NamedAnswer(
            #"{"name":"webhookDenied","webhook":"w","reason":"no"}"#, 400, nil,
            "admission webhook \"w\" denied the request: no"),
        NamedAnswer(
            #"{"name":"webhookDenied","webhook":"w","code":403}"#, 403, nil,
            "admission webhook \"w\" denied the request without explanation"),
        NamedAnswer(
            #"{"name":"webhookDown","webhook":"w"}"#, 500, "InternalError",
            "Internal error occurred: \(down)",
            details: #"{"causes":[{"message":""# + down.replacing("\"", with: "\\\"") + #""}]}"#),
    ]
}

@Suite struct `An error by name` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web")
    }

    private func answer(
        _ error: String, _ method: String, _ path: String, fields: HTTPFields = [:]
    ) throws -> HTTPResponse {
        try play.control("PUT", "/fake/faults/e", #"{"do":{"error":\#(error)}}"#)
        let body = method == "GET" ? "" : HandlerPlay.lease("web", holder: "a", version: "6")
        return try play.ask(method, path, body, fields: fields)
    }

    @Test(arguments: NamedAnswer.all)
    fileprivate func `is what a real server says, field by field`(named: NamedAnswer) throws {
        let answer = try answer(named.error, "PUT", "\(APIClient.leases)/web")

        #expect(String(decoding: answer.body, as: UTF8.self) == named.body)
        try expectFields(named.fields, of: answer, named.status)
    }

    @Test(arguments: NamedAnswer.all)
    fileprivate func `says the same in YAML and in protobuf, under the same fields`(
        named: NamedAnswer
    ) throws {
        for type in ["application/yaml", "application/vnd.kubernetes.protobuf"] {
            let answer = try answer(
                named.error, "PUT", "\(APIClient.leases)/web", fields: ["Accept": type])
            var fields = named.fields
            if named.isNegotiated {
                fields["Content-Type"] = type
                #expect(try Self.document(answer) == JSONParser.parse(named.body))
            } else {
                #expect(String(decoding: answer.body, as: UTF8.self) == named.body)
            }
            try expectFields(fields, of: answer, named.status)
        }
    }

    /// The document in a body in YAML or protobuf.
    private static func document(_ answer: HTTPResponse) throws -> JSONValue {
        guard answer.fields["Content-Type"] != "application/yaml" else {
            return try YAMLDocument(parsing: String(decoding: answer.body, as: UTF8.self)).value
        }
        let envelope = try ProtobufEnvelope(reading: answer.body)
        var document = try ObjectProtobufDecoder.decode(envelope.content, as: .status)
        document.insert("apiVersion", .string(envelope.apiVersion), at: 0)
        document.insert("kind", .string(envelope.kind), at: 0)
        return .object(document)
    }

    private func expectFields(
        _ expected: [String: String], of answer: HTTPResponse, _ status: Int
    ) throws {
        #expect(answer.status == status)
        var fields = Dictionary(
            answer.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
        #expect(fields.removeValue(forKey: "Audit-Id")?.utf8.count == 36)
        fields["Date"] = nil
        for (name, value) in expected where value == "*" {
            #expect(fields[name]?.utf8.count == 36)
            fields[name] = "*"
        }
        #expect(fields == expected)
    }

    @Test func `is there for each name`() {
        let told = NamedAnswer.all.map { $0.error.prefix { $0 != "," } }
        #expect(Set(told).count == 23)
    }

    @Test(arguments: [
        (
            "GET", APIClient.leases,
            "leases.coordination.k8s.io is forbidden: User \"system:anonymous\" cannot list resource "
                + "\"leases\" in API group \"coordination.k8s.io\" in the namespace \"default\""
        ),
        (
            "GET", "/api/v1/namespaces/x",
            "namespaces \"x\" is forbidden: User \"system:anonymous\" cannot get resource "
                + "\"namespaces\" in API group \"\" in the namespace \"x\""
        ),
        (
            "GET", "/apis/coordination.k8s.io/v1/leases",
            "leases.coordination.k8s.io is forbidden: User \"system:anonymous\" cannot list resource "
                + "\"leases\" in API group \"coordination.k8s.io\" at the cluster scope"
        ),
        (
            "POST", APIClient.leases,
            "leases.coordination.k8s.io is forbidden: User \"system:anonymous\" cannot create resource "
                + "\"leases\" in API group \"coordination.k8s.io\" in the namespace \"default\""
        ),
        ("GET", "/readyz", "forbidden: User \"system:anonymous\" cannot get path \"/readyz\""),
    ])
    func `says what may not be done`(method: String, path: String, message: String) throws {
        let answer = try answer(#""forbidden""#, method, path)

        #expect(try JSONParser.parse(answer.body)["message"]?.string == message)
    }

    @Test func `of a list or a watch that is too old has its words`() throws {
        let watch = try answer(
            #""expired""#, "GET", "\(APIClient.leases)?watch=1&resourceVersion=3")

        #expect(
            try JSONParser.parse(watch.body)["message"] == "too old resource version: 3 (6)")
    }

    @Test(arguments: [
        (404, "NotFound"), (409, "Conflict"), (429, "TooManyRequests"), (503, "ServiceUnavailable"),
    ])
    func `may be a code alone`(code: Int, reason: String) throws {
        try play.addFault(#"{"do":{"status":\#(code)}}"#)
        let document = try JSONParser.parse(try play.ask("GET", APIClient.leases).body)

        #expect(document["code"]?.integer == Int64(code))
        #expect(document["reason"]?.string == reason)
        #expect(document["details"] == .object(JSONObject()))
    }
}

@Suite struct `A preset` {
    private func play(_ preset: String) throws -> HandlerPlay {
        let play = try HandlerPlay()
        try play.create("web")
        try play.addFault(#"{"preset":"\#(preset)"}"#)
        return play
    }

    @Test func `lets etcd elect a leader`() throws {
        let play = try play("etcd-leader-change")
        var messages: [String?] = []
        for seconds in [0, 4, 7] {
            play.wait(.seconds(seconds))
            let answer = try play.answer(play.patch("web", holder: "\(seconds)"))
            messages.append(try JSONParser.parse(answer.body)["message"]?.string)
        }

        #expect(
            messages == ["etcdserver: leader changed", "etcdserver: request timed out", nil])
        #expect(try play.status(of: play.get("web")) == 200)
    }

    @Test func `turns half of all requests away`() throws {
        let play = try play("apf-overload")
        let statuses = try (0..<200).map { _ in try play.status(of: play.get("web")) }

        #expect(Set(statuses) == [200, 429])
        #expect((60...140).contains(statuses.count { $0 == 429 }))
    }

    @Test func `restarts the server`() throws {
        let play = try HandlerPlay()
        try play.create("web")
        let open = try play.send("GET", "\(HandlerPlay.leases())?watch=1", nth: 2)
        try play.addFault(#"{"preset":"rolling-restart"}"#)
        #expect(play.status(of: open) == 200)

        var statuses: [Int?] = []
        for seconds in [0, 2, 2, 2, 2] {
            play.wait(.seconds(seconds))
            statuses.append(play.status(of: try play.get("web", nth: 2)))
        }
        #expect(statuses == [429, nil, 503, 200, 200])
    }

    @Test func `lets nobody write leases`() throws {
        let play = try play("no-permission")

        #expect(try play.status(of: play.patch("web", holder: "b")) == 403)
        #expect(try play.status(of: play.get("web")) == 200)
        #expect(
            try play.ask("POST", "/api/v1/namespaces", #"{"metadata":{"name":"n"}}"#).status == 201)
    }

    @Test func `has a slow disk`() throws {
        let play = try play("slow-disk")
        let number = try play.patch("web", holder: "b")
        #expect(play.isWaiting(number))
        #expect(try play.holder("web") == "a")
        play.wait(.seconds(10))

        #expect(play.status(of: number) == 200)
    }

    @Test func `goes by its tag`() throws {
        let play = try play("etcd-leader-change")

        #expect(
            try play.control("DELETE", "/fake/faults?tag=etcd-leader-change") == [
                "removed": ["etcd-leader-change-1", "etcd-leader-change-2"]
            ])
    }
}
