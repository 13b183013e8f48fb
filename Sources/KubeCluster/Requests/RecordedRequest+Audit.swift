import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTime

/// The request as kube-apiserver's audit log tells of it: an `Event` of `audit.k8s.io/v1`.
extension RecordedRequest {
    var auditEvent: JSONValue {
        var event = JSONObject([
            ("kind", "Event"), ("apiVersion", "audit.k8s.io/v1"),
            ("level", .string(auditLevel.rawValue)),
            ("auditID", .string(origin?.entry.answer?.auditID ?? "")),
            ("stage", .string(watch == nil ? "ResponseComplete" : "ResponseStarted")),
            ("requestURI", .string(path)), ("verb", .string(verb ?? method.lowercased())),
            ("user", Self.anonymous),
            ("sourceIPs", .array(address.isEmpty ? [] : [.string(address)])),
            ("userAgent", .string(userAgent)),
        ])
        if let reference = objectReference { event.append("objectRef", reference) }
        if let status { event.append("responseStatus", responseStatus(status)) }
        let (request, answer) = documents
        if let request { event.append("requestObject", request) }
        if let answer { event.append("responseObject", answer) }
        event.append("requestReceivedTimestamp", .instant(time))
        event.append("stageTimestamp", .instant(endTime))
        event.append(
            "annotations",
            [
                "fake-apiserver/client": .string(client),
                "fake-apiserver/outcome": .string(outcome.rawValue),
            ])
        return .object(event)
    }

    /// Nobody is authenticated.
    private static let anonymous: JSONValue = [
        "username": "system:anonymous", "groups": ["system:unauthenticated"],
    ]

    /// How much of a request an event tells.
    private enum AuditLevel: String {
        case metadata = "Metadata"
        case request = "Request"
        case requestResponse = "RequestResponse"
    }

    private var auditLevel: AuditLevel {
        let (request, answer) = documents
        if answer != nil { return .requestResponse }
        return request != nil ? .request : .metadata
    }

    /// The bodies, where they are kept and can be read.
    private var documents: (request: JSONValue?, answer: JSONValue?) {
        guard let origin else { return (nil, nil) }
        var subject = origin.subject
        let isKept = !origin.entry.noted.http.body.isEmpty
        return (isKept ? subject.document : nil, subject.answerDocument)
    }

    private var address: String { origin?.entry.noted.http.address ?? "" }

    private var objectReference: JSONValue? {
        guard let resource, let info = origin?.subject.request.route.info else { return nil }
        let members = [
            ("resource", resource), ("namespace", namespace ?? ""), ("name", name ?? ""),
            ("apiGroup", info.group), ("apiVersion", info.version),
            ("resourceVersion", body.resourceVersion ?? ""), ("subresource", subresource),
        ]
        return .object(
            JSONObject(members.filter { !$0.1.isEmpty }.map { ($0, .string($1)) }))
    }

    private func responseStatus(_ status: Int) -> JSONValue {
        var members = JSONObject([("metadata", .object(JSONObject()))])
        if status >= 400 {
            members.append("status", "Failure")
            if let message = origin?.subject.answerDocument?["message"] {
                members.append("message", message)
            }
            if let reason { members.append("reason", .string(reason)) }
        }
        members.append("code", .integer(Int64(status)))
        return .object(members)
    }
}
