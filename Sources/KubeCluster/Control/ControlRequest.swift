import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTime

/// A request to the control API: its path below `/fake/`, and its body taken member by member.
///
/// An endpoint takes what it knows and then says `end`, which refuses whatever is left: a mistyped
/// name must not silently change what a test does.
struct ControlRequest {
    let method: String

    /// The path below `/fake/`, without empty segments at its end.
    let path: [String]

    private let query: [QueryItem]

    /// Whether the client would rather read sentences than JSON.
    let wantsText: Bool

    private var rest: JSONObject
    private var known: [String] = []

    /// Reads a request whose path begins with `/fake`; throws when the body is no JSON object.
    init(_ request: HTTPRequest) throws(StatusError) {
        method = request.method
        var segments = request.target.segments.dropFirst()
        while segments.last?.isEmpty == true { segments.removeLast() }
        path = Array(segments)
        query = request.target.queryItems
        wantsText = request.fields["Accept"]?.hasPrefix("text/plain") ?? false
        rest = try Self.object(in: request)
    }

    private static func object(in request: HTTPRequest) throws(StatusError) -> JSONObject {
        guard !request.isBodyTooLarge else {
            throw StatusError(
                code: 413, reason: "RequestEntityTooLarge", message: "the body is too large")
        }
        guard !request.body.isEmpty else { return JSONObject() }
        let value: JSONValue
        do {
            value = try JSONParser.parse(request.body)
        } catch {
            throw .badRequest("the body is not JSON: \(error)")
        }
        guard let object = value.object else {
            throw .badRequest("the body must be a JSON object, not \(value.goKind)")
        }
        if let repeated = object.duplicates.first {
            throw .badRequest("the field \(GoQuote.quote(repeated.key)) is given twice")
        }
        return object
    }

    /// Where the request went.
    var location: String { "/fake/" + path.joined(separator: "/") }

    /// Refuses other methods than `methods`.
    func check(_ methods: String...) throws(StatusError) {
        guard !methods.contains(method) else { return }
        throw StatusError(
            code: 405, reason: "MethodNotAllowed",
            message: "\(location) takes \(methods.joined(separator: " and ")), not \(method)")
    }

    /// Refuses query parameters other than `names`.
    func checkParameters(_ names: String...) throws(StatusError) {
        guard let stranger = query.first(where: { !names.contains($0.name) }) else { return }
        throw .badRequest(
            "unknown parameter \(GoQuote.quote(stranger.name)): \(location) takes the parameters "
                + names.joined(separator: ", "))
    }

    /// What the query says about `name`; nil when that is nothing.
    func parameter(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// The refusal of a path that does not exist.
    var unknownPath: StatusError {
        StatusError(
            code: 404, reason: "NotFound",
            message: "\(location) does not exist; see /fake/ for what does")
    }
}

// MARK: - Members of the body

extension ControlRequest {
    /// Takes the member `key` if there is one that is not null.
    mutating func value(_ key: String) -> JSONValue? {
        known.append(key)
        defer { rest[key] = nil }
        return rest[key] == .null ? nil : rest[key]
    }

    /// Takes a string.
    mutating func text(_ key: String) throws(StatusError) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.string else { throw wrongType(key, "a string", value) }
        return text
    }

    /// Takes a whole number that is not negative.
    mutating func number(_ key: String) throws(StatusError) -> UInt64? {
        guard let value = value(key) else { return nil }
        guard case .number(let number) = value, let whole = UInt64(number.literal) else {
            throw wrongType(key, "a whole number from 0 to \(UInt64.max)", value)
        }
        return whole
    }

    /// Takes a number.
    mutating func decimal(_ key: String) throws(StatusError) -> Double? {
        guard let value = value(key) else { return nil }
        guard case .number(let number) = value, let decimal = Double(number.literal) else {
            throw wrongType(key, "a number", value)
        }
        return decimal
    }

    /// Takes a length of time, such as `"30m"` or `"1.5s"`.
    mutating func duration(_ key: String) throws(StatusError) -> Duration? {
        guard let text = try text(key) else { return nil }
        do {
            return try GoDuration(parsing: text).duration
        } catch {
            throw .badRequest(
                "the field \(GoQuote.quote(key)) must be a duration such as \"30m\" or \"1.5s\": "
                    + error.description)
        }
    }

    /// Takes an instant, such as `"2026-01-01T00:00:00Z"`.
    mutating func instant(_ key: String) throws(StatusError) -> Timestamp? {
        guard let text = try text(key) else { return nil }
        guard let instant = Timestamp(rfc3339: text) else {
            throw .badRequest(
                "the field \(GoQuote.quote(key)) must be an instant such as "
                    + "\"2026-01-01T00:00:00Z\" or \"2026-01-01T00:00:00.000000Z\", not "
                    + GoQuote.quote(text))
        }
        return instant
    }

    /// Refuses members that nobody has taken.
    func end() throws(StatusError) {
        guard let stranger = rest.first else { return }
        let hint =
            known.isEmpty
            ? "takes no fields" : "takes the fields \(known.joined(separator: ", "))"
        throw .badRequest("unknown field \(GoQuote.quote(stranger.key)): \(location) \(hint)")
    }

    private func wrongType(_ key: String, _ wanted: String, _ value: JSONValue) -> StatusError {
        .badRequest(
            "the field \(GoQuote.quote(key)) must be \(wanted), not \(JSONWriter.text(value))")
    }
}
