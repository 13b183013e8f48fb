import KubeJSON
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
