import KubeAPI
package import KubeJSON
import KubeTime

/// Actions as documents: `{"delay":"200ms"}`, or `"pass"`.
extension FaultAction {
    static let names = [
        "pass", "error", "status", "answer", "delay", "reset", "close", "hang", "refuse",
        "truncate", "slow", "garbage", "hold", "stale", "expire", "watch",
    ]

    /// What kind of value the member `name` of an action has, a name of its own or an object where
    /// there are both.
    static func kind(of name: String) -> ControlFieldDescription.Kind {
        switch name {
        case "error", "status", "answer", "delay", "slow", "stale", "watch": .object
        case "truncate": .whole
        default: .flag
        }
    }

    /// The action that `value`, which stands at `place`, spells; throws 400 when it is none.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        if let text = value.string {
            guard text == "pass" else {
                throw .badRequest(
                    "\(ControlObject.subject(place)) must be an object or \"pass\", not "
                        + value.shown)
            }
            self = .pass
            return
        }
        let document = try ControlObject(value, at: place, known: Self.names + ["then"])
        let names = document.object.keys.filter { $0 != "then" }
        guard !names.isEmpty else {
            let known = Self.names.joined(separator: ", ")
            throw .badRequest(
                "\(ControlObject.subject(place)) must be an action such as {\"reset\":true}: there is "
                    + known)
        }
        guard names.count == 1 else {
            throw .badRequest(
                "\(ControlObject.subject(place)) must have one action, not \(names.count): a list gives one "
                    + "request after the other another action, and a rule of its own adds one")
        }
        self = try Self.action(names[0], of: document)
        guard case .truncate = self else {
            guard document["then"] == nil else {
                throw .badRequest(
                    "unknown field \(GoQuote.quote(document.path("then"))): it belongs to truncate")
            }
            return
        }
    }

    private static func action(
        _ name: String, of document: ControlObject
    ) throws(StatusError) -> FaultAction {
        let value = document.object[name] ?? .null
        let place = document.path(name)
        switch name {
        case "error": return .error(try NamedError(value, at: place))
        case "status": return .status(try FaultStatus(value, at: place))
        case "answer": return .answer(try FaultAnswer(value, at: place))
        case "delay": return .delay(try FaultDelay(document, name))
        case "truncate":
            let count = try document.whole(name, in: 0...Int(Int32.max))
            return .truncate(count ?? 0, then: try document.choice("then", Ending.self) ?? .close)
        case "slow":
            let slow = try ControlObject(value, at: place, known: ["bytesPerSecond"])
            guard let rate = try slow.whole("bytesPerSecond", in: 1...1_000_000_000) else {
                throw slow.refusal(of: "bytesPerSecond", "a whole number")
            }
            return .slow(bytesPerSecond: rate)
        case "stale": return .stale(try Staleness(value, at: place))
        case "watch": return .watch(try WatchAction(value, at: place))
        default: return try plain(name, of: document)
        }
    }

    /// An action about which there is nothing to say.
    private static func plain(
        _ name: String, of document: ControlObject
    ) throws(StatusError) -> FaultAction {
        try document.flag(name)
        switch name {
        case "reset": return .reset
        case "close": return .close
        case "hang": return .hang
        case "refuse": return .refuse
        case "garbage": return .garbage
        case "hold": return .hold
        case "expire": return .expire
        default: return .pass
        }
    }

    /// The document that spells the action.
    package var json: JSONValue {
        switch self {
        case .pass: return "pass"
        case .error(let error): return ["error": error.json]
        case .status(let status): return ["status": status.json]
        case .answer(let answer): return ["answer": answer.json]
        case .delay(let delay): return ["delay": delay.json]
        case .truncate(let count, let ending):
            return ["truncate": .integer(Int64(count)), "then": .string(ending.rawValue)]
        case .slow(let rate): return ["slow": ["bytesPerSecond": .integer(Int64(rate))]]
        case .stale(.by(let count)): return ["stale": ["by": .integer(Int64(count))]]
        case .stale(.at(let revision)): return ["stale": ["at": .string(String(revision))]]
        case .watch(let action): return ["watch": action.json]
        case .reset, .close, .hang, .refuse, .garbage, .hold, .expire:
            return .object(JSONObject([(name, .bool(true))]))
        }
    }
}

// MARK: - Delays and states

extension FaultDelay {
    fileprivate init(_ document: ControlObject, _ key: String) throws(StatusError) {
        guard let value = document[key], value.object != nil else {
            guard let duration = try document.shortDuration(key) else {
                throw document.refusal(of: key, "a duration such as \"200ms\"")
            }
            self = .fixed(duration)
            return
        }
        let range = try ControlObject(
            value, at: document.path(key), known: ["from", "to", "median", "sigma"])
        if let from = try range.shortDuration("from"), let to = try range.shortDuration("to"),
            range.object.count == 2
        {
            guard from <= to else { throw range.refusal(of: "to", "no less than \"from\"") }
            self = .uniform(from: from, to: to)
        } else if let median = try range.shortDuration("median"),
            let sigma = try range.number("sigma", in: 0...10), range.object.count == 2
        {
            self = .logNormal(median: median, sigma: sigma)
        } else {
            throw .badRequest(
                "\(ControlObject.subject(document.path(key))) must have \"from\" and \"to\", or \"median\" "
                    + "and \"sigma\"")
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .fixed(let duration): .duration(duration)
        case .uniform(let from, let to): ["from": .duration(from), "to": .duration(to)]
        case .logNormal(let median, let sigma):
            ["median": .duration(median), "sigma": .number(JSONNumber(sigma))]
        }
    }
}

extension FaultAction.Staleness {
    fileprivate init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["by", "at"])
        if let count = try document.whole("by", in: 0...1_000_000), document.object.count == 1 {
            self = .by(count)
        } else if let text = try document.text("at"), let revision = UInt64(text),
            document.object.count == 1
        {
            self = .at(revision)
        } else {
            throw .badRequest(
                "\(ControlObject.subject(place)) must have \"by\", a number of changes, or \"at\", a resource "
                    + "version such as \"41\"")
        }
    }
}

extension JSONValue {
    /// A length of time as Go prints it.
    static func duration(_ duration: Duration) -> JSONValue {
        .string(GoDuration(duration).description)
    }
}
