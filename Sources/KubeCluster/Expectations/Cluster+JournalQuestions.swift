import KubeAPI
import KubeEndpoints

/// What conditions ask the journal of requests.
extension Cluster {
    /// The answer to a question at `moment`.
    func tally(_ question: JournalQuestion, at moment: ConditionMoment) -> JournalTally {
        journalTallies.tally(question, in: requestJournal, upTo: moment.lastRequestID)
    }

    /// Throws 400 when no requests are remembered.
    func checkJournal() throws(StatusError) {
        guard settings.options.journalRequests > 0 else {
            throw .badRequest(
                "no requests are remembered: start the server without --journal-requests=0")
        }
    }

    /// The request of this number in a line; nil when it is forgotten.
    func line(of id: UInt64) -> String? {
        guard id > 0,
            let (number, entry) = requestJournal.entries(after: id - 1).first(where: { _ in true }),
            number == id
        else { return nil }
        return record(entry, as: id, if: RequestMatch())?.line
    }

    /// The request after the one with the number `id` that comes closest to `match` without satisfying
    /// it, in words: the first field in which it differs, what was expected there and what was found.
    func closest(
        to match: RequestMatch, after id: UInt64, at moment: ConditionMoment
    ) -> String? {
        var best: (id: UInt64, differences: [RequestDifference])?
        for (number, entry) in requestJournal.entries(after: id)
        where number <= moment.lastRequestID {
            var subject = RequestSubject(ResolvedRequest(entry.noted), entry.answer)
            let differences = match.differences(from: &subject)
            // Of those that are equally close, the last is the most telling.
            guard !differences.isEmpty, differences.count <= best?.differences.count ?? .max
            else { continue }
            best = (number, differences)
        }
        guard let best, let difference = best.differences.first, let line = line(of: best.id) else {
            return nil
        }
        return "the closest is \(line): \(difference.text)"
    }
}
