import KubeAPI
import KubeEndpoints
import KubeJSON
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

    /// How often it has changed which rules there are, or how often one has acted.
    private(set) var changeCount: UInt64 = 0

    private var count: UInt64 = 0
    private var ids: [String: UInt64] = [:]
    /// Where the rules stand that could act on a request of a kind.
    private var places: [RequestKind: [Int]] = [:]

    /// How many rules there can be.
    private static let entriesMax = 10_000

    /// How many kinds of requests are remembered.
    private static let kindsMax = 1000

    /// A book without rules.
    init(random: Random) {
        self.random = random
    }

    /// A book of the rules of a snapshot, as they are at `now`, in the place of `former`.
    ///
    /// Throws 409 when two have one name, and 400 when there are too many.
    init(
        _ rules: [SnapshotRule], random: Random, after former: FaultBook, at now: Timestamp
    ) throws(StatusError) {
        self.init(random: random)
        changeCount = former.changeCount + 1
        let added = try add(rules.map(\.rule), at: now)
        for (place, entry) in added.enumerated() {
            entries[place] = FaultEntry(entry.id, rules[place], named: entry.name, until: entry.end)
        }
    }

    private struct RequestKind: Hashable {
        let verb: Verb
        let resource: String
    }

    /// Whether there are no rules.
    var isEmpty: Bool { entries.isEmpty }

    /// The rule called `name`; nil when there is none.
    subscript(name: String) -> FaultEntry? { place(named: name).map { entries[$0] } }

    private func place(named name: String) -> Int? { ids[name].map { place(numbered: $0) } }

    /// Where the rule with this number stands: they stand in the order of their numbers.
    private func place(numbered id: UInt64) -> Int {
        entries.partitioningIndex { $0.id >= id }
    }
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
        for rule in rules {
            added.append(try book.add(rule, replacing: replacing, at: now))
            guard book.entries.count <= Self.entriesMax else {
                throw .badRequest("there can be \(Self.entriesMax) rules: remove some first")
            }
        }
        book.didChange()
        self = book
        return added
    }

    private mutating func add(
        _ rule: FaultRule, replacing: Bool, at now: Timestamp
    ) throws(StatusError) -> FaultEntry {
        let place = rule.name.flatMap { self.place(named: $0) }
        if let place, !replacing {
            throw StatusError(
                code: 409, reason: "AlreadyExists",
                message: "the rule \"\(entries[place].name)\" exists already: PUT replaces it")
        }
        if place == nil { count += 1 }
        let entry = FaultEntry(
            place.map { entries[$0].id } ?? count, rule, named: rule.name ?? newName(),
            until: rule.end(from: now))
        if let place { entries[place] = entry } else { entries.append(entry) }
        ids[entry.name] = entry.id
        return entry
    }

    private mutating func didChange() {
        places = [:]
        changeCount += 1
    }

    /// Has a rule end once it is decided what `ticket` is for.
    mutating func await(_ ticket: ExpectationTicket, toEnd id: UInt64) {
        entries[place(numbered: id)].endTicket = ticket
    }

    /// Has rules last as long as they would have: the clock was set forward by `difference`.
    mutating func shift(by difference: Duration) {
        for place in entries.indices { entries[place].shift(by: difference) }
    }

    private func newName() -> String {
        var number = count
        while ids["f\(number)"] != nil { number += 1 }
        return "f\(number)"
    }

    /// Removes the rules that satisfy `isMeant`, and returns them.
    @discardableResult
    mutating func remove(where isMeant: (FaultEntry) -> Bool) -> [FaultEntry] {
        let removed = entries.filter(isMeant)
        guard !removed.isEmpty else { return [] }
        entries.removeAll(where: isMeant)
        for entry in removed { ids[entry.name] = nil }
        didChange()
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
        !places(for: request).isEmpty
    }

    /// Where the rules stand that could act on a request that does this.
    private mutating func places(for request: borrowing ResolvedRequest) -> [Int] {
        guard let action = request.action else { return Array(entries.indices) }
        let kind = RequestKind(verb: action.verb, resource: action.target.resource.name)
        if let known = places[kind] { return known }
        if places.count >= Self.kindsMax { places = [:] }
        let found = entries.indices.filter {
            entries[$0].rule.match.mayMatch(kind.verb, kind.resource)
        }
        places[kind] = found
        return found
    }

    /// The rules at `phase` of those that could act on `request` which do so only while something is so
    /// in the cluster.
    mutating func entriesThatLookAtCluster(
        at phase: FaultPhase, for request: borrowing ResolvedRequest
    ) -> [FaultEntry] {
        places(for: request).map { entries[$0] }.filter {
            $0.phase == phase && $0.looksAtCluster
        }
    }

    /// Whether some rule acts at `phase`.
    func acts(at phase: FaultPhase) -> Bool { entries.contains { $0.phase == phase } }

    /// The next rule of those that could act at `phase` on the request that is `subject`, which is then
    /// asked with `ask`; nil when there is none any more.
    mutating func next(
        at phase: FaultPhase, of subject: inout RequestSubject, _ course: inout FaultCourse,
        at now: Timestamp
    ) -> FaultEntry? {
        let last = course.lastAsked(at: phase)
        let places = places(for: subject.request)
        for place in places[places.partitioningIndex { entries[$0].id > last }...]
        where entries[place].phase == phase && entries[place].state(at: now) == .active {
            guard entries[place].rule.match.matches(&subject) else { continue }
            course.ask(entries[place].id, at: phase)
            return entries[place]
        }
        course.end(phase)
        return nil
    }

    /// Has a rule see a request; returns what it does to it, or nil when it lets it through.
    mutating func ask(_ id: UInt64, _ course: inout FaultCourse) -> FaultStep? {
        let place = place(numbered: id)
        entries[place].seenCount += 1
        let entry = entries[place]
        guard entry.seenCount > entry.rule.skip, isDrawn(entry.rule) else { return nil }
        entries[place].takenCount += 1
        let action = entry.nextAction
        guard action != .pass else { return nil }
        entries[place].actedCount += 1
        changeCount += 1
        course.act(FaultAct(rule: entry.name, action: entry.nextAction.name, phase: entry.phase))
        if action.isFinal { course.end(entry.phase) }
        return FaultStep(entry: entries[place], action: action)
    }

    private mutating func isDrawn(_ rule: FaultRule) -> Bool {
        guard let probability = rule.probability else { return true }
        return Double.random(in: 0..<1, using: &random) < probability
    }

    /// Notes the number in the journal of a request on which these rules have acted.
    mutating func note(_ request: UInt64, of rules: [String]) {
        for place in rules.compactMap({ place(named: $0) }) { entries[place].note(request) }
    }
}
