import KubeAPI
import KubeEndpoints
import KubeRegistry
import KubeTime

/// The rules of a cluster, in the order in which they were made.
///
/// Most requests are no rule's business: which rules could ever act on one follows from its verb and
/// its resource alone, and is remembered for each pair of them.
struct FaultBook: Sendable {
    private(set) var entries: [FaultEntry] = []

    /// Where everything comes from that is random in what rules do.
    var random: Random

    private var count: UInt64 = 0
    private var concerned: [RequestKind: Bool] = [:]

    /// How many rules there can be.
    private static let entriesMax = 10_000

    /// How many kinds of requests are remembered.
    private static let kindsMax = 1000

    /// A book without rules.
    init(random: Random) {
        self.random = random
    }

    private struct RequestKind: Hashable {
        let verb: Verb
        let resource: String
    }

    /// Whether there are no rules.
    var isEmpty: Bool { entries.isEmpty }
}

// MARK: - Making and removing

extension FaultBook {
    /// Adds rules, or puts each in the place of the one that has its name; all of them or none.
    ///
    /// Returns their names. Throws 409 when a name is taken, unless they may replace, and 400 when there
    /// would be too many.
    mutating func add(
        _ rules: [FaultRule], replacing: Bool = false, at now: Timestamp
    ) throws(StatusError) -> [FaultEntry] {
        var book = self
        var added: [FaultEntry] = []
        for rule in rules { added.append(try book.add(rule, replacing: replacing, at: now)) }
        guard book.entries.count <= Self.entriesMax else {
            throw .badRequest("there can be \(Self.entriesMax) rules: remove some first")
        }
        book.concerned = [:]
        self = book
        return added
    }

    private mutating func add(
        _ rule: FaultRule, replacing: Bool, at now: Timestamp
    ) throws(StatusError) -> FaultEntry {
        let place = rule.name.flatMap { name in entries.firstIndex { $0.name == name } }
        if let place, !replacing {
            throw StatusError(
                code: 409, reason: "AlreadyExists",
                message: "the rule \"\(entries[place].name)\" exists already: PUT replaces it")
        }
        if place == nil { count += 1 }
        let entry = FaultEntry(
            id: place.map { entries[$0].id } ?? count, rule: rule,
            name: rule.name ?? newName(), end: rule.end(from: now))
        if let place { entries[place] = entry } else { entries.append(entry) }
        return entry
    }

    /// Has a rule end once it is decided what `ticket` is for.
    mutating func await(_ ticket: ExpectationTicket, toEnd id: UInt64) {
        guard let index = entries.firstIndex(where: { $0.id == id }) else { return }
        entries[index].endTicket = ticket
    }

    private func newName() -> String {
        var number = count
        while entries.contains(where: { $0.name == "f\(number)" }) { number += 1 }
        return "f\(number)"
    }

    /// Removes the rules that satisfy `isMeant`, and returns them.
    @discardableResult
    mutating func remove(where isMeant: (FaultEntry) -> Bool) -> [FaultEntry] {
        let removed = entries.filter(isMeant)
        guard !removed.isEmpty else { return [] }
        entries.removeAll(where: isMeant)
        concerned = [:]
        return removed
    }
}

extension FaultRule {
    fileprivate func end(from now: Timestamp) -> Timestamp? {
        switch until?.kind {
        case .after(let duration): now + duration
        case .time(let instant): instant
        case .condition, nil: nil
        }
    }
}

// MARK: - Asking

extension FaultBook {
    /// Whether some rule could act on a request that does this.
    mutating func concerns(_ request: borrowing ResolvedRequest) -> Bool {
        guard let action = request.action else { return true }
        let kind = RequestKind(verb: action.verb, resource: action.target.resource.name)
        if let known = concerned[kind] { return known }
        if concerned.count >= Self.kindsMax { concerned = [:] }
        let isConcerned = entries.contains { $0.rule.match.mayMatch(kind.verb, kind.resource) }
        concerned[kind] = isConcerned
        return isConcerned
    }

    /// Whether some rule acts at `phase`.
    func acts(at phase: FaultPhase) -> Bool {
        entries.contains { $0.rule.effectivePhase == phase }
    }

    /// The next rule that acts at `phase` on the request that is `subject`, and what it does; nil when
    /// none does any more.
    ///
    /// `holds` tells whether what a rule says of the cluster is so, and `applies` whether an action can
    /// be done to the request at all.
    mutating func next(
        at phase: FaultPhase, of subject: inout RequestSubject, _ course: inout FaultCourse,
        at now: Timestamp, holds: (FaultEntry) -> Bool, applies: (FaultAction) -> Bool
    ) -> (entry: FaultEntry, action: FaultAction)? {
        let last = course.lastAsked(at: phase)
        for index in entries.indices where entries[index].id > last {
            let entry = entries[index]
            guard entry.rule.effectivePhase == phase, entry.state(at: now) == .active,
                applies(entry.nextAction), entry.rule.match.matches(&subject), holds(entry)
            else { continue }
            entries[index].seenCount += 1
            course.ask(entry.id, at: phase)
            guard entries[index].seenCount > entry.rule.skip, isDrawn(entry.rule) else { continue }
            entries[index].takenCount += 1
            guard entry.nextAction != .pass else { continue }
            entries[index].actedCount += 1
            course.act(FaultAct(rule: entry.name, action: entry.nextAction.name, phase: phase))
            if entry.nextAction.isFinal { course.end(phase) }
            return (entries[index], entry.nextAction)
        }
        course.end(phase)
        return nil
    }

    private mutating func isDrawn(_ rule: FaultRule) -> Bool {
        guard let probability = rule.probability else { return true }
        return Double.random(in: 0..<1, using: &random) < probability
    }

    /// Notes the number in the journal of a request on which these rules have acted.
    mutating func note(_ request: UInt64, of rules: [String]) {
        for index in entries.indices where rules.contains(entries[index].name) {
            entries[index].note(request)
        }
    }
}
