import KubeAPI
package import KubeJSON
import KubeTime

/// What there is to tell of a rule: what it says, and how often it has acted.
public struct FaultReport: Sendable {
    /// The name of the rule.
    public let name: String

    /// The rule.
    public let rule: FaultRule

    /// Whether it can act.
    public let state: State

    /// How many requests have matched.
    public let seen: Int

    /// How often it has acted.
    public let acted: Int

    /// How often it can still act; nil when there is no limit.
    public let left: Int?

    /// The numbers in the journal of the last ten requests on which it has acted, oldest first.
    public let lastRequests: [RecordedRequest.ID]

    /// What is known to hide the effect from a test; nil when nothing is.
    public let note: String?

    /// Whether a rule can act.
    public enum State: String, Hashable, Sendable {
        /// It can.
        case active
        /// It has acted as often as it may.
        case spent
        /// It has ended by itself.
        case expired
    }

    init(_ entry: FaultEntry, hasEnded: Bool, at now: Timestamp) {
        name = entry.name
        rule = entry.rule
        state =
            switch entry.state(at: now) {
            case .active: hasEnded ? .expired : .active
            case .spent: .spent
            case .expired: .expired
            }
        seen = entry.seenCount
        acted = entry.actedCount
        left = entry.rule.times.map { max($0 - entry.actedCount, 0) }
        lastRequests = entry.lastRequests
        note = entry.rule.note
    }
}

extension FaultReport {
    var json: JSONValue {
        var document = rule.json
        if document["name"] == nil { document.insert("name", .string(name), at: 0) }
        document.append("state", .string(state.rawValue))
        document.append("seen", .integer(Int64(seen)))
        document.append("acted", .integer(Int64(acted)))
        document.append("left", left.map { .integer(Int64($0)) } ?? .null)
        document.append("last", .array(lastRequests.map { .whole($0) }))
        document.append("note", .text(note))
        return .object(document)
    }

    /// The report that a document of the control API gives; nil when that is something else.
    package init?(_ document: JSONValue) {
        let members = document.object?.filter { FaultRule.members.contains($0.key) }
        guard let members, let name = document["name"]?.string,
            let rule = try? FaultRule(.object(JSONObject(members.map { ($0.key, $0.value) }))),
            let state = document["state"]?.string.flatMap(State.init),
            let seen = document["seen"]?.integer, let acted = document["acted"]?.integer
        else { return nil }
        self.name = name
        self.rule = rule
        self.state = state
        self.seen = Int(seen)
        self.acted = Int(acted)
        left = document["left"]?.integer.map { Int($0) }
        lastRequests = document["last"]?.array?.compactMap(\.whole) ?? []
        note = document["note"]?.string
    }

    /// The rule for people, in a line.
    var line: String {
        let what = rule.actions.map(\.description).joined(separator: ", then ")
        let limit = left.map { ", \($0) left" } ?? ""
        return
            "\(name) (\(state.rawValue)): \(what) at \(rule.effectivePhase.rawValue) for \(rule.match): "
            + "seen \(seen), acted \(acted)\(limit)"
    }
}

extension FaultRule {
    /// What is known to hide the effect from a test.
    fileprivate var note: String? {
        if actions.contains(where: \.asksToRetry) {
            return
                "client-go tries again by itself, up to ten times, when an answer of 429 or 5xx has "
                + "Retry-After: without \"times\" its callers may see nothing but the last one"
        }
        guard actions.contains(where: \.breaksConnection) else { return nil }
        return "client-go repeats reads by itself when a connection breaks, never writes; Python's "
            + "urllib3 repeats even a PUT"
    }
}

extension FaultAction {
    fileprivate var asksToRetry: Bool {
        switch self {
        case .error(let error): error.asksToRetry
        case .status(let status): (status.retryAfterSeconds ?? 0) > 0
        case .answer(let answer):
            answer.fields.contains { $0.name.lowercased() == "retry-after" }
        default: false
        }
    }

    fileprivate var breaksConnection: Bool {
        switch self {
        case .reset, .close, .refuse: true
        default: false
        }
    }
}

extension NamedError {
    fileprivate var asksToRetry: Bool {
        switch name {
        case .serverTimeout, .tooManyRequests, .shuttingDown429, .shuttingDown503,
            .notInstalled503, .cacheUnready429, .tooLargeResourceVersion:
            true
        default: false
        }
    }
}
