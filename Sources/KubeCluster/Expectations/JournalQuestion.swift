import KubeAPI
import KubeEndpoints

/// What conditions ask the journal: how many requests there are, or how far an order has come.
struct JournalQuestion: Hashable, Sendable {
    private let matches: [RequestMatch]
    private let isOrder: Bool

    /// Only requests after the one with this number count.
    let since: UInt64

    /// How many requests satisfy `match`.
    init(count match: RequestMatch, since: UInt64) {
        matches = [match]
        isOrder = false
        self.since = since
    }

    /// How many of `matches` were satisfied one after the other.
    init(order matches: [RequestMatch], since: UInt64) {
        self.matches = matches
        isOrder = true
        self.since = since
    }

    /// Which requests count after `count` of them; nil when none does any more.
    func match(after count: Int) -> RequestMatch? {
        guard isOrder else { return matches[0] }
        return count < matches.count ? matches[count] : nil
    }
}

/// What the answer to a question is so far.
struct JournalTally: Sendable {
    /// How many requests count.
    private(set) var count = 0

    /// The number of the last one that counts.
    private(set) var lastMatch: UInt64?

    /// The number of the last request that was looked at.
    private(set) var lastID: UInt64

    /// The tally of `question` before anything was looked at.
    init(_ question: JournalQuestion) {
        lastID = question.since
    }

    /// Looks at the request with the number `id`; those between were not what is asked for.
    mutating func goOn(
        _ question: JournalQuestion, with subject: inout RequestSubject, numbered id: UInt64
    ) {
        guard lastID < id else { return }
        lastID = id
        guard question.match(after: count)?.matches(&subject) == true else { return }
        count += 1
        lastMatch = id
    }

    /// Looks at the requests up to the one with the number `id`.
    mutating func goOn(_ question: JournalQuestion, in journal: RequestJournal, upTo id: UInt64) {
        guard lastID < id else { return }
        for (number, entry) in journal.entries(after: lastID) {
            guard number <= id, let match = question.match(after: count) else { break }
            var subject = RequestSubject(ResolvedRequest(entry.noted), entry.answer)
            guard match.matches(&subject) else { continue }
            count += 1
            lastMatch = number
        }
        lastID = id
    }
}

/// The answers that are known so far, so that no request is looked at twice for the same question.
struct JournalTallies: Sendable {
    private var tallies: [JournalQuestion: JournalTally] = [:]

    /// How many are kept; they are found out anew afterwards.
    private static let talliesMax = 10_000

    /// Has the answers to `questions` take account of the requests up to the one with the number `id`.
    mutating func goOn(_ questions: [JournalQuestion], in journal: RequestJournal, upTo id: UInt64)
    {
        guard !questions.isEmpty else { return }
        if tallies.count > Self.talliesMax { tallies = [:] }
        for question in questions {
            tallies[question, default: JournalTally(question)].goOn(question, in: journal, upTo: id)
        }
    }

    /// Has the answers that are known take account of the request with the number `id`, where those between
    /// were not what is asked for.
    mutating func goOn(
        _ questions: [JournalQuestion], with subject: inout RequestSubject, numbered id: UInt64
    ) {
        for question in questions {
            tallies[question]?.goOn(question, with: &subject, numbered: id)
        }
    }

    /// The answer to a question by the requests up to the one with the number `id`.
    func tally(
        _ question: JournalQuestion, in journal: RequestJournal, upTo id: UInt64
    ) -> JournalTally {
        // One that has gone further knows too much of an earlier moment.
        let known = tallies[question].flatMap { $0.lastID <= id ? $0 : nil }
        var tally = known ?? JournalTally(question)
        tally.goOn(question, in: journal, upTo: id)
        return tally
    }
}
