package import KubeJSON

/// A failure as clients see it: a `Status` document (`AM/apis/meta/v1/types.go`, Status).
package struct StatusError: Error, Hashable, Sendable {
    /// The HTTP status.
    package var code: Int
    /// The machine-readable reason; empty when Kubernetes gives none.
    package var reason: String
    package var message: String
    /// What the failure is about; nil when the document has no `details` key.
    package var details: Details?
    /// A token with which an expired list can go on.
    package var continueToken: String?

    /// What a failure is about.
    package struct Details: Hashable, Sendable {
        package var name = ""
        package var group = ""
        package var kind = ""
        package var uid = ""
        package var causes: [Cause] = []
        package var retryAfterSeconds = 0

        package init(
            name: String = "", group: String = "", kind: String = "", uid: String = "",
            causes: [Cause] = [], retryAfterSeconds: Int = 0
        ) {
            self.name = name
            self.group = group
            self.kind = kind
            self.uid = uid
            self.causes = causes
            self.retryAfterSeconds = retryAfterSeconds
        }
    }

    /// One of the things that are wrong.
    package struct Cause: Hashable, Sendable {
        package var reason: String
        package var message: String
        package var field: String

        package init(reason: String = "", message: String, field: String = "") {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    package init(code: Int, reason: String, message: String, details: Details? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.details = details
    }
}

extension StatusError {
    /// The `Status` document.
    package var json: JSONObject {
        var status = JSONObject([("kind", "Status"), ("apiVersion", "v1")])
        status.append(
            "metadata",
            .object(JSONObject(continueToken.map { [("continue", .string($0))] } ?? [])))
        status.append("status", "Failure")
        status.append("message", .string(message))
        if !reason.isEmpty { status.append("reason", .string(reason)) }
        if let details { status.append("details", .object(details.json)) }
        status.append("code", .integer(Int64(code)))
        return status
    }
}

extension StatusError.Details {
    /// The `details` object, without what is empty.
    package var json: JSONObject {
        var object = JSONObject()
        for (key, text) in [("name", name), ("group", group), ("kind", kind), ("uid", uid)]
        where !text.isEmpty {
            object.append(key, .string(text))
        }
        if !causes.isEmpty { object.append("causes", .array(causes.map { .object($0.json) })) }
        if retryAfterSeconds > 0 {
            object.append("retryAfterSeconds", .integer(Int64(retryAfterSeconds)))
        }
        return object
    }
}

extension StatusError.Cause {
    fileprivate var json: JSONObject {
        let members = [("reason", reason), ("message", message), ("field", field)]
        return JSONObject(members.filter { !$0.1.isEmpty }.map { ($0, .string($1)) })
    }
}
