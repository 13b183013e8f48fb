import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

/// Plays a conversation through a client and notes the answers.
struct Replay<C: Client> {
    private var client: C
    private var template: Template
    private var normaliser: Normaliser

    /// The fields of an answer that count.
    private static var comparedFields: [String] {
        ["allow", "content-type", "location", "retry-after", "vary", "warning"]
    }

    /// A replay in a namespace of its own.
    init(_ client: C, namespace: String) throws {
        self.client = client
        template = Template(namespace: namespace)
        normaliser = Normaliser(namespace: namespace)
        _ = try self.client.send(
            HTTPRequest([
                "method": "POST", "path": "/api/v1/namespaces",
                "body": [
                    "apiVersion": "v1", "kind": "Namespace",
                    "metadata": ["name": .string(namespace)],
                ],
            ]))
    }

    /// Sends the request of `exchange`, and returns the answer in the form in which it is compared.
    mutating func answer(to exchange: Exchange) throws -> JSONValue {
        let request = try HTTPRequest(template.filled(exchange.request))
        if let watch = exchange.watch { return try self.watch(request, watch, exchange) }
        let (head, bytes) = try client.send(request)
        let body = AnswerBody(bytes, contentType: head.fields["Content-Type"])
        template.answers.append(body.value)
        let fields = Self.comparedFields.compactMap { name -> (String, JSONValue)? in
            let values = head.fields.values(of: name).map { normaliser.normalised($0) }
            return values.isEmpty ? nil : (name, .array(values.map { .string($0) }))
        }
        return [
            "status": .integer(Int64(head.status)), "headers": .object(JSONObject(fields)),
            "body": normaliser.normalised(exchange.selection.map(body.selecting) ?? body),
        ]
    }

    private mutating func watch(
        _ request: HTTPRequest, _ watch: Exchange.Watch, _ exchange: Exchange
    ) throws -> JSONValue {
        var (head, answer) = try client.open(request)
        if head.status == 200 {
            for step in exchange.during {
                _ = try client.send(HTTPRequest(template.filled(step)))
            }
        }
        let (events, hasEnded) = try collect(&answer, head, watch, toEnd: exchange.expectsEnd)
        template.answers.append(.array(events.map(\.value)))
        var document: JSONObject = [
            "status": .integer(Int64(head.status)),
            "headers": [
                "content-type": .array(
                    head.fields.values(of: "Content-Type").map { .string($0) })
            ],
            "events": .array(events.map { normaliser.normalised($0) }),
        ]
        if exchange.expectsEnd { document["ended"] = .bool(hasEnded) }
        return .object(document)
    }

    private mutating func collect(
        _ answer: inout C.Answer, _ head: AnswerHead, _ watch: Exchange.Watch, toEnd: Bool
    ) throws -> (events: [AnswerBody], hasEnded: Bool) {
        let contentType = head.fields["Content-Type"]
        var reader = WatchEvents(contentType: contentType)
        var events: [AnswerBody] = []
        var hasEnded = false
        try untilDone {
            guard events.count < watch.events || toEnd else { return true }
            switch try client.receive(&answer, patience: watch.patience) {
            case .bytes(let bytes) where head.status == 200: events += try reader.append(bytes)
            case .bytes(let bytes): events.append(AnswerBody(bytes, contentType: contentType))
            case .silence: return true
            case .end: hasEnded = true
            }
            return hasEnded
        }
        return (events, hasEnded)
    }
}
