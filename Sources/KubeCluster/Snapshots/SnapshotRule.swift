import KubeAPI
import KubeJSON

/// A rule of a snapshot: what it says, in the words in which it is made, and what it has done.
struct SnapshotRule: Sendable {
    /// The rule, which has its name.
    let rule: FaultRule

    /// How many requests have matched.
    var seenCount = 0

    /// How many requests it was asked to do something to, those included that it let through.
    var takenCount = 0

    /// How often it has acted.
    var actedCount = 0

    /// Whether the condition has held that ends it.
    var hasEnded = false

    /// The rule of `entry`, which a condition has ended if it `hasEnded`.
    init(_ entry: FaultEntry, hasEnded: Bool) {
        var rule = entry.rule
        rule.name = entry.name
        // It ends when it would have ended, not so long after it is restored.
        if let end = entry.end { rule.until = .time(end) }
        self.rule = rule
        (seenCount, takenCount) = (entry.seenCount, entry.takenCount)
        actedCount = entry.actedCount
        self.hasEnded = hasEnded
    }

    /// A rule that has done nothing.
    private init(_ rule: FaultRule) {
        self.rule = rule
    }
}

// MARK: - As a document

extension SnapshotRule {
    /// The members that tell what a rule has done.
    private static let members = ["seen", "taken", "acted", "ended"]

    /// The highest count: as high as those that a rule says.
    private static let countMax = 1_000_000_000

    /// The rule, and what it has done as far as that is more than nothing.
    var json: JSONValue {
        var document = rule.json
        if seenCount > 0 { document.append("seen", .integer(Int64(seenCount))) }
        // Otherwise it let none through.
        if takenCount != actedCount { document.append("taken", .integer(Int64(takenCount))) }
        if actedCount > 0 { document.append("acted", .integer(Int64(actedCount))) }
        if hasEnded { document.append("ended", true) }
        return .object(document)
    }

    /// The rules that `value` spells: one with what it has done, or those of a preset.
    ///
    /// Throws 400 for what is unknown or makes no sense.
    static func rules(in value: JSONValue) throws(StatusError) -> [SnapshotRule] {
        guard var spelled = value.object else {
            throw .badRequest("it must be an object, not \(value.shown)")
        }
        guard spelled["preset"] == nil else {
            return try FaultRule.rules(in: value).map(SnapshotRule.init)
        }
        let document = try ControlObject(value, at: "", known: FaultRule.members + members)
        for member in members { spelled[member] = nil }
        var rule = SnapshotRule(try FaultRule(.object(spelled)))
        rule.actedCount = try document.whole("acted", in: 0...countMax) ?? 0
        rule.takenCount = try document.whole("taken", in: 0...countMax) ?? rule.actedCount
        rule.seenCount = try document.whole("seen", in: 0...countMax) ?? rule.takenCount
        rule.hasEnded = try document.bool("ended") ?? false
        try rule.check()
        return [rule]
    }

    private func check() throws(StatusError) {
        guard actedCount <= takenCount, takenCount <= seenCount else {
            throw .badRequest(
                "a rule acts on no more requests than it has taken, and takes no more than it has "
                    + "seen: \"acted\" is \(actedCount), \"taken\" \(takenCount), and \"seen\" "
                    + "\(seenCount)")
        }
    }
}
