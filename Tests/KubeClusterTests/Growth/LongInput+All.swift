import KubeHTTP1
import KubeTestSupport

extension LongInput {
    /// Every kind of input that has no other bound than its bytes.
    static let all: [LongInput] = targets + fields + bodies + patches + managers

    static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    static func get(
        _ path: String, _ fields: HTTPFields = [:]
    ) throws -> HTTPRequest {
        var all: HTTPFields = ["Host": "localhost"]
        for field in fields { all.append(field) }
        return try HTTPRequest("GET", path, fields: all)
    }

    static func write(
        _ method: String, _ path: String, _ body: String, _ type: String = "application/json"
    ) throws -> HTTPRequest {
        try HTTPRequest(
            method, path, Array(body.utf8), fields: ["Host": "localhost", "Content-Type": type])
    }

    static func list(_ count: Int, by separator: String = ",", _ part: (Int) -> String)
        -> String
    {
        (0..<count).map(part).joined(separator: separator)
    }

    /// A lease with these members in its metadata.
    static func lease(_ metadata: String) -> String {
        #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a",\#(metadata)}}"#
    }
}
