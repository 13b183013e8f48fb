import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTime

/// A request to the control API whose path is known: what it says, field by field.
struct ControlCall: Sendable {
    /// What the machine's clock shows.
    let wall: Timestamp

    /// The path of the request, without slashes at its end.
    let location: String

    /// The body as it came.
    let document: [UInt8]

    /// What stands for the placeholders of the route's path.
    private let segments: [String: String]

    /// What the client says about the form of the answer.
    private let accept: String

    /// The host and the port by which the client came, as it spells them; empty when it does not say.
    private let authority: String

    /// What clients put in front of the path to come to the cluster.
    private let basePath: String

    private let body: JSONObject
    /// The body, where it is a list.
    private let list: [JSONValue]?
    private let query: [QueryItem]

    /// Reads `request`, which came to `location` and asks for `action`; throws when that has no document
    /// for its body, and the body is no JSON object.
    init(
        _ request: HTTPRequest, to location: String, _ segments: [String: String],
        for action: ControlActionDescription, at wall: Timestamp
    ) throws(StatusError) {
        self.wall = wall
        self.location = location
        self.segments = segments
        accept = request.fields["Accept"] ?? ""
        authority = request.fields["Host"] ?? ""
        basePath = request.basePath
        query = request.target.queryItems
        guard !request.isBodyTooLarge else { throw .bodyTooLarge }
        document = request.body
        let json =
            action.document == nil
            ? try Self.json(in: request, for: action, location) : .object(JSONObject())
        list = json.array
        body = json.object ?? JSONObject()
    }

    private static func json(
        in request: HTTPRequest, for action: ControlActionDescription, _ location: String
    ) throws(StatusError) -> JSONValue {
        guard !request.body.isEmpty else { return .object(JSONObject()) }
        let value: JSONValue
        do {
            value = try JSONParser.parse(request.body)
        } catch {
            throw .notJSON(error, request, wanting: action.wantedBody(at: location))
        }
        if value.array != nil { return value }
        guard let object = value.object else {
            throw .badRequest("the body must be a JSON object, not \(value.noun)")
        }
        if let repeated = object.duplicates.first {
            throw .badRequest("the field \(GoQuote.quote(repeated.key)) is given twice")
        }
        return value
    }

    /// The first of `mediaTypes` that the client asks for first, or the very first of them.
    func preferred(of mediaTypes: [ControlMediaType]) -> ControlMediaType {
        mediaTypes.first(where: prefers) ?? mediaTypes[0]
    }

    /// Whether the client asks for `mediaType` first.
    func prefers(_ mediaType: ControlMediaType) -> Bool {
        accept.hasPrefix(mediaType.rawValue)
    }

    /// The base URL by which the client came to the cluster, which so can be dialled from where it is.
    ///
    /// Throws when the request names no host, as those of HTTP/1.0 need not.
    func baseURL() throws(StatusError) -> String {
        guard !authority.isEmpty else {
            throw .badRequest("the request names no host: say Host, such as 127.0.0.1:8080")
        }
        return "http://\(authority)\(basePath)"
    }

    /// The same; where the request names no host, that of a server that was started without flags.
    var usualBaseURL: String {
        "http://\(authority.isEmpty ? "127.0.0.1:8080" : authority)\(basePath)"
    }

    /// What stands for a placeholder of the route's path.
    subscript(placeholder: String) -> String {
        guard let text = segments[placeholder] else {
            preconditionFailure("the route of \(location) has no {\(placeholder)}")
        }
        return text
    }

    /// The number that stands for a placeholder; throws 404 for what is none.
    func number(_ placeholder: String) throws(StatusError) -> UInt64 {
        guard let number = UInt64(self[placeholder]) else {
            throw StatusError(
                code: 404, reason: "NotFound",
                message:
                    "\(location) does not exist: \(GoQuote.quote(self[placeholder])) is no number")
        }
        return number
    }

    /// All that is said about `field`, in order; null says nothing.
    func values(of field: ControlFieldDescription) -> [JSONValue] {
        switch field.place {
        case .body: [body.said(field.name)].compactMap(\.self)
        case .query: query.filter { $0.name == field.name }.map { .string($0.value) }
        }
    }

    /// What stands in the body.
    var json: JSONValue { list.map { .array($0) } ?? .object(body) }

    /// Refuses a request that says something beside `fields`, or a list where there may be none.
    func refuseStrangers(
        to fields: [ControlFieldDescription], orList mayBeList: Bool
    ) throws(StatusError) {
        if list != nil, !mayBeList {
            throw .badRequest("the body must be a JSON object, not a list")
        }
        let known = fields.filter { $0.place == .body }.map(\.name)
        if let stranger = body.first(where: { !known.contains($0.key) }) {
            throw unknown("field", stranger.key, besides: known)
        }
        let parameters = fields.filter { $0.place == .query }.map(\.name)
        if let stranger = query.first(where: { !parameters.contains($0.name) }) {
            throw unknown("parameter", stranger.name, besides: parameters)
        }
    }

    private func unknown(_ noun: String, _ name: String, besides known: [String]) -> StatusError {
        let hint =
            known.isEmpty
            ? "takes no \(noun)s" : "takes the \(noun)s \(known.joined(separator: ", "))"
        return .badRequest("unknown \(noun) \(GoQuote.quote(name)): \(location) \(hint)")
    }
}

// MARK: - Bodies that cannot be read

extension ControlActionDescription {
    /// What the body should be, at the path `location`.
    fileprivate func wantedBody(at location: String) -> String {
        guard !bodyFields.isEmpty else { return "\(location) takes no body" }
        let example =
            examples.first { !$0.body.isEmpty }.map { " such as \($0.body)" }
            ?? " with the field \(bodyFields[0].name)"
        return "\(location) takes a JSON object\(example)"
    }
}

extension StatusError {
    fileprivate static let bodyTooLarge: StatusError = {
        let usual = HTTPLimits().bodyBytesMax >> 20
        let long = HTTPLimits.LongBodies(pathSuffix: "").bytesMax >> 20
        return StatusError(
            code: 413, reason: "RequestEntityTooLarge",
            message: "the body is too large: it may have \(usual) MiB, and a snapshot \(long) MiB")
    }()

    /// The refusal of a body in which `error` is the first thing that is wrong.
    fileprivate static func notJSON(
        _ error: JSONSyntaxError, _ request: HTTPRequest, wanting wanted: String
    ) -> StatusError {
        let (line, column) = error.place(in: request.body)
        let type = request.fields["Content-Type"] ?? ""
        // The type that curl gives to every body says nothing.
        let isTelling = !type.isEmpty && !type.contains("json") && !type.contains("urlencoded")
        return .badRequest(
            "the body is not JSON" + (isTelling ? ", but \(JSONValue.string(type).shown)" : "")
                + ": line \(line), column \(column): \(error.message); \(wanted)")
    }
}
