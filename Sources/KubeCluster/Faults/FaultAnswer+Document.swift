import KubeAPI
import KubeJSON

// Answers and errors as documents.

extension FaultAnswer {
    /// The answer that `value`, which stands at `place`, spells.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["code", "headers", "text"])
        guard let code = try document.whole("code", in: 200...599) else {
            throw document.refusal(of: "code", "an HTTP status from 200 to 599")
        }
        self.init(code)
        if let text = document["text"] {
            guard let text = text.string else { throw document.refusal(of: "text", "a text") }
            self.text = text
        }
        guard let headers = document["headers"] else { return }
        guard let headers = headers.object else {
            throw document.refusal(of: "headers", "an object of texts")
        }
        for (name, value) in headers {
            guard let text = value.string, Self.isField(name, text) else {
                throw document.refusal(of: "headers", "an object of texts without line breaks")
            }
            fields.append(Field(name, text))
        }
    }

    private static func isField(_ name: String, _ value: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    var json: JSONValue {
        var document = JSONObject([("code", .integer(Int64(code)))])
        if !fields.isEmpty {
            document.append(
                "headers", .object(JSONObject(fields.map { ($0.name, .string($0.value)) })))
        }
        if !text.isEmpty { document.append("text", .string(text)) }
        return .object(document)
    }
}

extension FaultStatus {
    /// The status that `value`, which stands at `place`, spells: a code, or what it says.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        guard value.object != nil else {
            guard let code = value.integer, let status = FaultStatus(code: Int(code)) else {
                let known = Self.genericCodes.map(String.init).joined(separator: ", ")
                throw .badRequest(
                    "\(ControlObject.subject(place)) must be a code, one of \(known), or an object with code, reason "
                        + "and message")
            }
            self = status
            return
        }
        let document = try ControlObject(
            value, at: place, known: ["code", "reason", "message", "details", "retryAfterSeconds"])
        guard let code = try document.whole("code", in: 400...599) else {
            throw document.refusal(of: "code", "an HTTP status from 400 to 599")
        }
        self.init(
            code: code, reason: try document.text("reason") ?? "",
            message: try document.text("message") ?? "",
            retryAfterSeconds: try document.whole("retryAfterSeconds", in: 0...86_400))
        if let details = document["details"] {
            self.details = try StatusError.Details(details, at: document.path("details"))
        }
    }

    var json: JSONValue {
        var document = error.json
        for key in ["kind", "apiVersion", "metadata", "status"] { document[key] = nil }
        return .object(document)
    }
}

extension StatusError.Details {
    fileprivate init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(
            value, at: place,
            known: ["name", "group", "kind", "uid", "causes", "retryAfterSeconds"])
        self.init(
            name: try document.text("name") ?? "", group: try document.text("group") ?? "",
            kind: try document.text("kind") ?? "", uid: try document.text("uid") ?? "",
            retryAfterSeconds: try document.whole("retryAfterSeconds", in: 0...86_400) ?? 0)
        guard let causes = document["causes"] else { return }
        guard let causes = causes.array else { throw document.refusal(of: "causes", "a list") }
        for (index, cause) in causes.enumerated() {
            let cause = try ControlObject(
                cause, at: "\(document.path("causes"))[\(index)]",
                known: ["reason", "message", "field"])
            self.causes.append(
                StatusError.Cause(
                    reason: try cause.text("reason") ?? "",
                    message: try cause.text("message") ?? "",
                    field: try cause.text("field") ?? ""))
        }
    }
}

extension NamedError {
    /// The error that `value`, which stands at `place`, spells: a name, or a name with what it says.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        if let text = value.string {
            guard let name = Name(rawValue: text) else { throw Self.unknown(value, at: place) }
            self = .named(name)
            return
        }
        guard let name = value.object?["name"]?.string.flatMap({ Name(rawValue: $0) }) else {
            throw Self.unknown(value, at: place)
        }
        self = .named(name)
        let document = try ControlObject(value, at: place, known: ["name"] + Self.keys(of: name))
        parameters.user = try document.text("user") ?? parameters.user
        for key in ["quota", "webhook"] {
            parameters.subject = try document.text(key) ?? parameters.subject
        }
        parameters.limit = try document.whole("limit", in: 0...1_000_000) ?? parameters.limit
        parameters.reason = try document.text("reason")
        parameters.code = try document.whole("code", in: 400...599) ?? parameters.code
    }

    /// What can be said about an error.
    private static func keys(of name: Name) -> [String] {
        switch name {
        case .forbidden: ["user"]
        case .quota: ["quota", "limit"]
        case .webhookDenied: ["webhook", "reason", "code"]
        case .webhookDown: ["webhook"]
        default: []
        }
    }

    private static func unknown(_ value: JSONValue, at place: String) -> StatusError {
        let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
        return .badRequest(
            "\(ControlObject.subject(place)) must be a name, one of \(known), not \(value.shown)"
        )
    }

    var json: JSONValue {
        guard self != .named(name) else { return .string(name.rawValue) }
        var document = JSONObject([("name", .string(name.rawValue))])
        for key in Self.keys(of: name) {
            switch key {
            case "user": document.append(key, .string(parameters.user))
            case "limit": document.append(key, .integer(Int64(parameters.limit)))
            case "code": document.append(key, .integer(Int64(parameters.code)))
            case "reason":
                if let reason = parameters.reason { document.append(key, .string(reason)) }
            default: document.append(key, .string(parameters.subject))
            }
        }
        return .object(document)
    }
}

extension WatchAction {
    fileprivate enum Name: String, CaseIterable {
        case stall, cut, end, expired, close, reset, swap
    }

    /// The action that `value`, which stands at `place`, spells.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["after", "then", "drop"])
        var then: Ending?
        if let value = document["then"], value.object != nil {
            let error = try ControlObject(value, at: document.path("then"), known: ["error"])
            then = .error(try NamedError(error["error"] ?? .null, at: error.path("error")))
        } else {
            then = try document.choice("then", Name.self).map(Ending.init)
        }
        if let drop = document["drop"], drop != "bookmarks" {
            throw document.refusal(of: "drop", "\"bookmarks\"")
        }
        self.init(
            after: try document.whole("after", in: 0...1_000_000_000) ?? 0, then: then,
            dropsBookmarks: document["drop"] != nil)
        guard then != nil || dropsBookmarks else {
            throw .badRequest(
                "\(ControlObject.subject(place)) must have \"then\": one of "
                    + Name.allCases.map(\.rawValue).joined(separator: ", ")
                    + ", or an error, or \"drop\":\"bookmarks\"")
        }
    }

    var json: JSONValue {
        var document = JSONObject()
        if then != nil { document.append("after", .integer(Int64(after))) }
        if let then { document.append("then", then.json) }
        if dropsBookmarks { document.append("drop", "bookmarks") }
        return .object(document)
    }
}

extension WatchAction.Ending {
    fileprivate init(_ name: WatchAction.Name) {
        switch name {
        case .stall: self = .stall
        case .cut: self = .cut
        case .end: self = .end
        case .expired: self = .expired
        case .close: self = .close
        case .reset: self = .reset
        case .swap: self = .swap
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .stall: "stall"
        case .cut: "cut"
        case .end: "end"
        case .expired: "expired"
        case .close: "close"
        case .reset: "reset"
        case .swap: "swap"
        case .error(let error): ["error": error.json]
        }
    }
}
