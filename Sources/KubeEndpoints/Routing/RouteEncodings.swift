/// The media types that a route can answer with, as the router checks and names them.
package enum RouteEncodings: Hashable, Sendable {
    /// Those of objects and of discovery.
    case objects
    /// Those of lists, which can be watched.
    case lists
    /// JSON alone: `/version`.
    case json

    private var names: [String] {
        let all = Encoding.allCases
        return switch self {
        case .objects: all.map(\.rawValue)
        case .lists: all.map(\.rawValue) + all.filter(\.canStream).map(\.streamName)
        case .json: [Encoding.json.rawValue]
        }
    }

    /// Whether the value of an `Accept` header lets the request through (NEG-010).
    ///
    /// The router knows parameters and ranges less well than the negotiation that follows:
    /// `application/*` is just another name to it.
    func satisfy(_ accept: String) -> Bool {
        guard !accept.isEmpty else { return true }
        let names = names
        return Substring(accept).utf8.split(separator: UInt8(ascii: ",")).contains { clause in
            let name = clause.prefix { $0 != UInt8(ascii: ";") }.trimmingSpaces()
            return name == "*/*" || names.contains(name)
        }
    }

    /// What a client is told whose `Accept` header does not let it through.
    var notAcceptable: String {
        "406: Not Acceptable\n\nAvailable representations: \(names.joined(separator: ", "))"
    }
}
