import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection

/// The instant at which tables begin.
let start = Timestamp.epoch

/// A server that keeps one object, checks versions, and writes down who asked for what.
struct ObjectServer {
    private(set) var object: JSONValue?
    private(set) var calls: [String] = []
    /// Statuses that the next requests get instead of what they ask for, by method.
    var failures: [String: [Int]] = [:]
    private var version = 1

    /// The object's `spec`.
    var spec: JSONObject? { object?["spec"]?.object }

    /// Forgets which calls were made.
    mutating func forgetCalls() { calls = [] }

    /// Stores an object with this `spec`, as somebody else would.
    mutating func store(_ spec: [(String, JSONValue)]) {
        put(["metadata": ["name": "object", "uid": "u"], "spec": .object(JSONObject(spec))])
    }

    /// Deletes the object, as somebody else would.
    mutating func delete() { object = nil }

    mutating func answer(_ request: APIRequest) -> APIAnswer {
        if let status = failures[request.method]?.first {
            failures[request.method]?.removeFirst()
            calls.append("\(request.method)(\(status))")
            return APIAnswer(status: status, body: [])
        }
        calls.append(request.method)
        return respond(to: request)
    }

    private mutating func respond(to request: APIRequest) -> APIAnswer {
        let body = (try? JSONParser.parse(request.body)) ?? .null
        switch (request.method, object) {
        case ("GET", _) where request.path.contains("fieldSelector"):
            return answer(
                200,
                [
                    "metadata": ["resourceVersion": .string("\(version)")],
                    "items": .array(object.map { [$0] } ?? []),
                ])
        case ("GET", let object?): return answer(200, object)
        case ("POST", nil):
            put(body)
            return answer(201, object ?? .null)
        case ("POST", _): return APIAnswer(status: 409, body: [])
        case ("PUT", let object?)
        where body[path: "metadata", "resourceVersion"]
            == object[path: "metadata", "resourceVersion"]:
            put(body)
            return answer(200, self.object ?? .null)
        case ("PUT", _): return APIAnswer(status: 409, body: [])
        default: return APIAnswer(status: 404, body: [])
        }
    }

    private func answer(_ status: Int, _ document: JSONValue) -> APIAnswer {
        APIAnswer(status: status, body: JSONWriter.encode(document))
    }

    private mutating func put(_ document: JSONValue) {
        version += 1
        var document = document.object ?? JSONObject()
        var metadata = document["metadata"]?.object ?? JSONObject()
        metadata["resourceVersion"] = .string("\(version)")
        document["metadata"] = .object(metadata)
        object = .object(document)
    }
}

extension JSONValue {
    /// An instant some seconds after `start`.
    static func at(_ seconds: Double) -> JSONValue {
        .string(TimeFormat.microseconds.format(start + .seconds(seconds)))
    }
}
