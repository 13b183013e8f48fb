package import KubeAPI
import KubeEndpoints
package import KubeJSON

/// Which requests are meant: all that is said must hold, and of several texts one.
///
/// An asterisk stands for any text: `userAgent: "operator/*"`. What is not said may be anything.
///
///     RequestMatch(client: "a", verb: ["update", "patch"], status: 409)
public struct RequestMatch: Hashable, Sendable {
    /// The texts of which one must hold, for all criteria that matter.
    private var conditions: [RequestCriterion: [GlobPattern]] = [:]

    /// A match of requests of which this is true.
    ///
    /// - Parameters:
    ///   - client: Who asked: the name in the path, or the connection, such as `c7`.
    ///   - user: The user; nobody is authenticated yet.
    ///   - userAgent: What the client's program calls itself.
    ///   - fieldManager: The name under which a writer owns fields.
    ///   - verb: A verb of Kubernetes; `read` and `write` stand for theirs.
    ///   - resource: The resource, such as `leases`.
    ///   - namespace: The namespace.
    ///   - name: The name of the object.
    ///   - holder: The `spec.holderIdentity` of the body.
    ///   - path: The path as the cluster knows it, without the query.
    ///   - method: The HTTP method.
    ///   - status: The HTTP status that was decided.
    ///   - connection: The number of the connection, or `new` or `reused`.
    public init(
        client: Alternatives? = nil, user: Alternatives? = nil, userAgent: Alternatives? = nil,
        fieldManager: Alternatives? = nil, verb: Alternatives? = nil,
        resource: Alternatives? = nil, namespace: Alternatives? = nil, name: Alternatives? = nil,
        holder: Alternatives? = nil, path: Alternatives? = nil, method: Alternatives? = nil,
        status: Alternatives? = nil, connection: Alternatives? = nil
    ) {
        let all: [(RequestCriterion, Alternatives?)] = [
            (.client, client), (.user, user), (.userAgent, userAgent),
            (.fieldManager, fieldManager), (.verb, verb), (.resource, resource),
            (.namespace, namespace), (.name, name), (.holder, holder), (.path, path),
            (.method, method), (.status, status), (.connection, connection),
        ]
        for case (let criterion, let alternatives?) in all {
            conditions[criterion] = alternatives.texts.map(GlobPattern.init)
        }
    }

    /// Texts of which one must hold: one text or number, or a list of them.
    public struct Alternatives: Hashable, Sendable {
        let texts: [String]

        /// One of these texts must hold.
        public init(_ texts: [String]) {
            self.texts = texts
        }
    }
}

extension RequestMatch.Alternatives: ExpressibleByStringInterpolation,
    ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
    /// This text must hold.
    public init(stringLiteral text: String) { self.init([text]) }

    /// This number must hold.
    public init(integerLiteral number: Int) { self.init([String(number)]) }

    /// One of these must hold.
    public init(arrayLiteral alternatives: RequestMatch.Alternatives...) {
        self.init(alternatives.flatMap(\.texts))
    }
}

extension RequestMatch {
    /// Whether all of it holds for `subject`.
    func matches(_ subject: inout RequestSubject) -> Bool {
        for (criterion, patterns) in conditions {
            let holds = criterion.hasText(of: &subject) { text in
                patterns.contains { $0.matches(text) }
            }
            guard holds else { return false }
        }
        return true
    }

    /// The texts of which one must hold for `criterion`; nil when anything may.
    func patterns(of criterion: RequestCriterion) -> [GlobPattern]? { conditions[criterion] }

    /// Whether nothing is said, so that all requests are meant.
    var isEmpty: Bool { conditions.isEmpty }

    /// Whether some request with this verb about this resource can satisfy it.
    func mayMatch(_ verb: Verb, _ resource: String) -> Bool {
        let verbs = RequestCriterion.texts(of: verb)
        return allows([resource], for: .resource) && allows(verbs, for: .verb)
    }

    /// Whether it says nothing about `criterion`, or says one of `texts`.
    func allows(_ texts: [String], for criterion: RequestCriterion) -> Bool {
        guard let patterns = conditions[criterion] else { return true }
        return patterns.contains { pattern in texts.contains { pattern.matches($0) } }
    }

    /// The same, but only requests with these verbs, unless it says which itself.
    func restricted(toVerbs verbs: [String]) -> RequestMatch { restricted(.verb, to: verbs) }

    /// The same, but only requests about this resource, unless it says which itself.
    func restricted(toResource resource: String) -> RequestMatch {
        restricted(.resource, to: [resource])
    }

    /// The same, but only requests of these clients, unless it says which itself.
    package func restricted(toClients names: [String]) -> RequestMatch {
        restricted(.client, to: names)
    }

    private func restricted(_ criterion: RequestCriterion, to texts: [String]) -> RequestMatch {
        var match = self
        if match.conditions[criterion] == nil {
            match.conditions[criterion] = texts.map(GlobPattern.init)
        }
        return match
    }

    /// Throws 400 when no request can ever satisfy it, because a text makes no sense.
    package func check() throws(StatusError) {
        try check { GoQuote.quote($0.rawValue) }
    }

    private func check(
        as subject: (RequestCriterion) -> String
    ) throws(StatusError) {
        for criterion in RequestCriterion.allCases {
            guard let patterns = conditions[criterion] else { continue }
            guard !patterns.isEmpty else {
                throw .badRequest("\(subject(criterion)) is an empty list: no request is like that")
            }
            for pattern in patterns {
                try criterion.check(pattern.text, as: subject(criterion))
            }
        }
    }
}

// MARK: - From documents

extension RequestMatch {
    /// The match that `value`, which stands at `place`, spells: an object, each member of which is a
    /// text, a number, or a list of them; throws 400 for what is unknown or makes no sense.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place)
        for (key, value) in document.object {
            guard let criterion = RequestCriterion(rawValue: key) else {
                let known = RequestCriterion.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badRequest(
                    "unknown field \(GoQuote.quote(document.path(key))): a match takes \(known)")
            }
            var patterns: [GlobPattern] = []
            for element in value.array ?? [value] {
                guard let text = Self.text(element) else {
                    throw document.refusal(of: key, "a string, a number or a list of them")
                }
                patterns.append(GlobPattern(text: text))
            }
            conditions[criterion] = patterns
        }
        try check { ControlObject.subject(document.path($0.rawValue)) }
    }

    /// The match that query parameters spell, each of which may be repeated; throws 400 for what makes
    /// no sense.
    init(parameters: [(RequestCriterion, [String])]) throws(StatusError) {
        for (criterion, texts) in parameters where !texts.isEmpty {
            conditions[criterion] = texts.map(GlobPattern.init)
        }
        try check { "the parameter \(GoQuote.quote($0.rawValue))" }
    }

    /// The query parameters that spell the match, in the path of `/fake/requests`.
    package var parameters: [(name: String, value: String)] {
        RequestCriterion.allCases.flatMap { criterion in
            (conditions[criterion] ?? []).map { (criterion.rawValue, $0.text) }
        }
    }

    /// The document that spells the match.
    package var json: JSONValue {
        var document = JSONObject()
        for criterion in RequestCriterion.allCases {
            guard let patterns = conditions[criterion] else { continue }
            let texts = patterns.map { JSONValue.string($0.text) }
            document.append(criterion.rawValue, texts.count == 1 ? texts[0] : .array(texts))
        }
        return .object(document)
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let string): string.text
        case .number(let number): number.literal
        case .null, .bool, .array, .object: nil
        }
    }
}
