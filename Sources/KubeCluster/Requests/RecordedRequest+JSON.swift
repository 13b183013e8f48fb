package import KubeJSON
import KubeTime

extension RecordedRequest {
    /// The request for programs.
    var json: JSONValue {
        var members = JSONObject([
            ("id", .whole(id)), ("time", .instant(time)), ("endTime", .instant(endTime)),
        ])
        if machineTime != time { members.append("machineTime", .instant(machineTime)) }
        members.append("client", .string(client))
        members.append("connection", .whole(connection))
        members.append("nth", .whole(nth))
        members.append("method", .string(method))
        members.append("path", .string(path))
        members.append("verb", .text(verb))
        members.append("resource", .text(resource))
        if !subresource.isEmpty { members.append("subresource", .string(subresource)) }
        members.append("namespace", .text(namespace))
        members.append("name", .text(name))
        members.append("userAgent", .string(userAgent))
        members.append("user", .text(user))
        members.append("fieldManager", .text(fieldManager))
        members.append("request", body.json)
        members.append("phases", phases.json)
        members.append("status", status.map { .integer(Int64($0)) } ?? .null)
        members.append("reason", .text(reason))
        members.append("committed", .text(committedVersion.map(String.init)))
        if let watch { members.append("watch", .whole(watch)) }
        members.append("delivered", .array(deliveries.map(\.json)))
        members.append("faults", .array(faults.map { .string($0) }))
        members.append("outcome", .string(outcome.rawValue))
        return .object(members)
    }
}

extension ControlComponent {
    /// A request whose answer is final.
    static let recordedRequest = ControlComponent("Request") {
        .object([
            "id": .whole, "time": .instant, "endTime": .instant, "machineTime": .instant.optional,
            "client": .text, "connection": .whole, "nth": .whole, "method": .text, "path": .text,
            "verb": .text.orNull, "resource": .text.orNull, "subresource": .text.optional,
            "namespace": .text.orNull, "name": .text.orNull, "userAgent": .text,
            "user": .text.orNull, "fieldManager": .text.orNull,
            "request": .object([
                "resourceVersion": .text.orNull, "holderIdentity": .text.orNull,
                "renewTime": .text.orNull, "bytes": .whole,
            ]),
            "phases": .object([
                "received": .number, "decided": .number.orNull, "committed": .number.orNull,
                "answered": .number.orNull,
            ]), "status": .whole.orNull, "reason": .text.orNull, "committed": .version.orNull,
            "watch": .whole.optional,
            "delivered": .list(of: .object(["watch": .whole, "client": .text])),
            "faults": .list(of: .text), "outcome": .choice(RecordedRequest.Outcome.self),
        ])
    }
}

extension RecordedRequest.Body {
    fileprivate var json: JSONValue {
        [
            "resourceVersion": .text(resourceVersion), "holderIdentity": .text(holderIdentity),
            "renewTime": .text(renewTime), "bytes": .integer(Int64(byteCount)),
        ]
    }
}

extension RecordedRequest.Phases {
    fileprivate var json: JSONValue {
        [
            "received": 0, "decided": .milliseconds(decided),
            "committed": .milliseconds(committed), "answered": .milliseconds(answered),
        ]
    }
}

extension RecordedRequest.Delivery {
    fileprivate var json: JSONValue { ["watch": .whole(watch), "client": .string(client)] }
}

extension JSONValue {
    /// A whole number that is not negative.
    static func whole(_ number: UInt64) -> JSONValue {
        .number(JSONNumber(literal: String(number)))
    }

    /// A length of time in milliseconds, to the microsecond; or null.
    static func milliseconds(_ duration: Duration?) -> JSONValue {
        duration.map { .number(JSONNumber(Double($0.microseconds) / 1000)) } ?? .null
    }
}

// MARK: - Reading

extension RecordedRequest {
    /// The request that a document of the control API describes; nil when that is something else.
    package init?(_ document: JSONValue) {
        guard let id = document["id"]?.whole, let time = document["time"]?.instant,
            let endTime = document["endTime"]?.instant, let client = document["client"]?.string,
            let method = document["method"]?.string, let path = document["path"]?.string,
            let body = document["request"].flatMap(Body.init),
            let outcome = document["outcome"]?.string.flatMap(Outcome.init)
        else { return nil }
        self.id = id
        self.time = time
        self.endTime = endTime
        machineTime = document["machineTime"]?.instant ?? time
        self.client = client
        connection = document["connection"]?.whole ?? 0
        nth = document["nth"]?.whole ?? 0
        self.method = method
        self.path = path
        verb = document["verb"]?.string
        resource = document["resource"]?.string
        subresource = document["subresource"]?.string ?? ""
        namespace = document["namespace"]?.string
        name = document["name"]?.string
        userAgent = document["userAgent"]?.string ?? ""
        user = document["user"]?.string
        fieldManager = document["fieldManager"]?.string
        self.body = body
        phases = Phases(document["phases"])
        status = document["status"]?.integer.map { Int($0) }
        reason = document["reason"]?.string
        committedVersion = document["committed"]?.version
        watch = document["watch"]?.whole
        deliveries = document["delivered"]?.array?.compactMap(Delivery.init) ?? []
        faults = document["faults"]?.array?.compactMap(\.string) ?? []
        self.outcome = outcome
        origin = nil
    }
}

extension RecordedRequest.Body {
    fileprivate init?(_ document: JSONValue) {
        guard let count = document["bytes"]?.integer else { return nil }
        resourceVersion = document["resourceVersion"]?.string
        holderIdentity = document["holderIdentity"]?.string
        renewTime = document["renewTime"]?.string
        byteCount = Int(count)
    }
}

extension RecordedRequest.Phases {
    fileprivate init(_ document: JSONValue?) {
        decided = document?["decided"]?.milliseconds
        committed = document?["committed"]?.milliseconds
        answered = document?["answered"]?.milliseconds
    }
}

extension RecordedRequest.Delivery {
    fileprivate init?(_ document: JSONValue) {
        guard let watch = document["watch"]?.whole, let client = document["client"]?.string else {
            return nil
        }
        self.watch = watch
        self.client = client
    }
}
