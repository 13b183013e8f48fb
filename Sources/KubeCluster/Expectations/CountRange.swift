import KubeAPI
import KubeJSON

/// How many there are to be.
public struct CountRange: Hashable, Sendable {
    /// No fewer than these.
    let lower: Int

    /// No more than these; nil for as many as there are.
    let upper: Int?

    /// So many and no others.
    public static func exactly(_ count: Int) -> CountRange {
        CountRange(lower: count, upper: count)
    }

    /// So many or more.
    public static func atLeast(_ count: Int) -> CountRange { CountRange(lower: count, upper: nil) }

    /// So many or fewer.
    public static func atMost(_ count: Int) -> CountRange { CountRange(lower: 0, upper: count) }

    /// Whether `count` is one of them.
    func contains(_ count: Int) -> Bool {
        count >= lower && upper.map { count <= $0 } ?? true
    }

    /// The range in words.
    var text: String {
        guard let upper else { return "at least \(lower)" }
        if lower == upper { return "\(lower)" }
        return lower == 0 ? "at most \(upper)" : "\(lower) to \(upper)"
    }
}

extension CountRange: ExpressibleByIntegerLiteral {
    /// So many and no others.
    public init(integerLiteral count: Int) { self = .exactly(count) }
}

extension CountRange {
    /// Whether `count` is one of them, and in words how many there are: `one` of one thing, `many` of
    /// others.
    func account(of count: Int, one: String, many: String) -> ConditionAccount {
        let holds = contains(count)
        let found = count == 1 ? "1 \(one)" : "\(count) \(many)"
        return ConditionAccount(holds: holds, text: holds ? found : "\(found) instead of \(text)")
    }
}

// MARK: - As a document

extension CountRange {
    private static let countMax = 1_000_000_000

    /// The range that stands at `key`: a number, or an object with bounds; nil when nothing does.
    init?(_ key: String, in document: ControlObject) throws(StatusError) {
        guard let value = document[key] else { return nil }
        if value.object == nil {
            guard let count = try document.whole(key, in: 0...Self.countMax) else { return nil }
            self = .exactly(count)
            return
        }
        let bounds = try ControlObject(
            value, at: document.path(key), known: ["exactly", "atLeast", "atMost"])
        let exactly = try bounds.whole("exactly", in: 0...Self.countMax)
        let least = try bounds.whole("atLeast", in: 0...Self.countMax)
        let most = try bounds.whole("atMost", in: 0...Self.countMax)
        switch (exactly, least, most) {
        case (let count?, nil, nil): self = .exactly(count)
        case (nil, let least, let most) where least != nil || most != nil:
            self.init(lower: least ?? 0, upper: most)
        default:
            throw document.refusal(
                of: key, #"a number, {"exactly":n}, {"atLeast":n}, {"atMost":n} or the last two"#)
        }
    }

    /// The document that spells it.
    var json: JSONValue {
        if lower == upper { return ["exactly": .integer(Int64(lower))] }
        var bounds = JSONObject()
        if lower > 0 || upper == nil { bounds.append("atLeast", .integer(Int64(lower))) }
        if let upper { bounds.append("atMost", .integer(Int64(upper))) }
        return .object(bounds)
    }
}
