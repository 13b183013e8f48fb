import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeRegistry

/// Requests in the HTTP Archive format 1.2, which the tools of browsers read.
struct RequestArchive: ControlDocument {
    let requests: [RecordedRequest]

    static var schema: ControlSchema { .object(["log": .anything]) }

    var json: JSONValue {
        [
            "log": [
                "version": "1.2",
                "creator": [
                    "name": "fake-apiserver", "version": .string(Release.newest.gitVersion),
                ],
                "entries": .array(requests.map(\.archived)),
            ]
        ]
    }
}

extension RecordedRequest {
    /// An entry of an archive; what is not known is -1 in it, or empty.
    fileprivate var archived: JSONValue {
        let time = JSONValue.milliseconds(phases.answered ?? phases.decided ?? .zero)
        return [
            "startedDateTime": .instant(machineTime), "time": time,
            "request": archivedRequest, "response": archivedResponse,
            "cache": .object(JSONObject()),
            "timings": ["send": 0, "wait": time, "receive": 0],
            "connection": .string(String(connection)),
            "comment": .string("#\(id) by \(client): \(outcome.rawValue)"),
        ]
    }

    private var archivedRequest: JSONValue {
        guard let noted = origin?.entry.noted else { return .null }
        let http = noted.http
        let host = http.fields["Host"] ?? "localhost"
        var members = JSONObject([
            ("method", .string(method)), ("url", .string("http://\(host)\(http.basePath)\(path)")),
            ("httpVersion", .string(http.version == .http10 ? "HTTP/1.0" : "HTTP/1.1")),
            ("cookies", .array([])), ("headers", Self.archived(noted.publicFields)),
            (
                "queryString",
                .array(
                    http.target.queryItems.map {
                        ["name": .string($0.name), "value": .string($0.value)]
                    })
            ), ("headersSize", -1), ("bodySize", .integer(Int64(body.byteCount))),
        ])
        if !http.body.isEmpty, let text = String(validating: http.body, as: UTF8.self) {
            members.append(
                "postData",
                [
                    "mimeType": .string(http.fields["Content-Type"] ?? ""), "params": .array([]),
                    "text": .string(text),
                ])
        }
        return .object(members)
    }

    private var archivedResponse: JSONValue {
        let answer = origin?.entry.answer
        let fields = answer?.fields ?? HTTPFields()
        var content = JSONObject([
            ("size", .integer(Int64(answer?.bodyByteCount ?? 0))),
            ("mimeType", .string(fields["Content-Type"] ?? "")),
        ])
        if let body = answer?.body {
            if let text = String(validating: body, as: UTF8.self) {
                content.append("text", .string(text))
            } else {
                content.append("text", .string(Base64.standard.encode(body)))
                content.append("encoding", "base64")
            }
        }
        let status = outcome == .answered ? status ?? 0 : 0
        return [
            "status": .integer(Int64(status)),
            "statusText": .string(HTTPResponse.reasonPhrase(for: status)),
            "httpVersion": "HTTP/1.1", "cookies": .array([]), "headers": Self.archived(fields),
            "content": .object(content), "redirectURL": .string(fields["Location"] ?? ""),
            "headersSize": -1, "bodySize": .integer(Int64(answer?.bodyByteCount ?? -1)),
        ]
    }

    private static func archived(_ fields: some Sequence<HTTPField>) -> JSONValue {
        .array(fields.map { ["name": .string($0.name), "value": .string($0.value)] })
    }
}
