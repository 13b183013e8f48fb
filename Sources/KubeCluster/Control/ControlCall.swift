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

    /// Reads `request`, which came to `location`; throws when it `hasFields` and its body is no JSON
    /// object.
    init(
        _ request: HTTPRequest, to location: String, _ segments: [String: String],
        hasFields: Bool = true, at wall: Timestamp
    ) throws(StatusError) {
        self.wall = wall
        self.location = location
        self.segments = segments
        accept = request.fields["Accept"] ?? ""
        authority = request.fields["Host"] ?? ""
        basePath = request.basePath
        query = request.target.queryItems
        guard !request.isBodyTooLarge else {
            throw StatusError(
                code: 413, reason: "RequestEntityTooLarge", message: "the body is too large")
        }
        document = request.body
        let json = hasFields ? try Self.json(in: request) : .object(JSONObject())
        list = json.array
        body = json.object ?? JSONObject()
    }

    private static func json(in request: HTTPRequest) throws(StatusError) -> JSONValue {
        guard !request.body.isEmpty else { return .object(JSONObject()) }
        let value: JSONValue
        do {
            value = try JSONParser.parse(request.body)
        } catch {
            throw .badRequest("the body is not JSON: \(error)")
        }
        if value.array != nil { return value }
        guard let object = value.object else {
            throw .badRequest("the body must be a JSON object, not \(value.goKind)")
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

    /// What stands for a placeholder of the route's path.
    subscript(placeholder: String) -> String {
        guard let text = segments[placeholder] else {
            preconditionFailure("the route of \(location) has no {\(placeholder)}")
        }
        return text
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
        if let list, !mayBeList {
            throw .badRequest("the body must be a JSON object, not \(JSONValue.array(list).goKind)")
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
