import KubeEndpoints
import KubeRegistry
import KubeStore
import KubeTime

/// What clients have asked, and what came of it.
extension Cluster {
    /// The requests that satisfy `match`, in the order in which their answers became final; only those
    /// after the one with the number `id`, and no more than `limit`.
    package func requests(
        _ match: RequestMatch = RequestMatch(), after id: UInt64 = 0, limit: UInt64 = .max
    ) -> [RecordedRequest] {
        Array(
            requestJournal.entries(after: id).lazy.compactMap { record($1, as: $0, if: match) }
                .prefix(Int(clamping: limit)))
    }

    /// Forgets all requests, and returns how many there were.
    @discardableResult
    package mutating func forgetRequests() -> Int {
        api.forgetClosedWatches()
        journalTallies = JournalTallies()
        let count = requestJournal.count
        if count > 0 { releaseElsewhere(requestJournal.removeAll()) }
        return count
    }

    /// Takes note of a request whose answer is final, and so empties `pending`; returns whether somebody
    /// waits for that.
    mutating func note(_ pending: inout RequestEntry?, at wall: Timestamp) -> Bool {
        guard var entry = pending.take() else { return false }
        if let labels = entry.noted.labels {
            let code = entry.outcome == .answered ? entry.answer?.status : nil
            api.count(labels, code: code, after: entry.duration)
        }
        let now = clock.now(at: wall)
        entry.end(at: now)
        requestJournal.lastEnd = (now, wall)
        requestJournal.append(entry)
        if expectations.areRequestsAwaited { passOver(entry) }
        if let fate = entry.fate { faults.note(requestJournal.lastID, of: fate.rules) }
        if tells { tellActs(on: entry, at: now) }
        return requestJournal.followerCount > 0
    }

    /// What is told of an entry; nil when `match` leaves it out.
    func record(
        _ entry: RequestEntry, as id: UInt64, if match: RequestMatch
    ) -> RecordedRequest? {
        var subject = RequestSubject(ResolvedRequest(entry.noted), entry.answer)
        guard match.matches(&subject) else { return nil }
        return RecordedRequest(id, entry, &subject, deliveries(of: entry))
    }

    /// The watches that have told their clients of what the request has changed.
    private func deliveries(of entry: RequestEntry) -> [RecordedRequest.Delivery] {
        guard let revision = entry.committed,
            case .changes(let events) = registry.store.peek(
                registry.store.cursor(after: revision - 1)),
            let event = events.first, event.revision == revision
        else { return [] }
        return api.watchBooks.deliveries(of: event).map {
            RecordedRequest.Delivery(watch: $0.watch.number, client: $0.client)
        }
    }
}

extension ResetScope {
    /// What clients have asked.
    public static let journal = ResetScope("journal") { cluster, _ in cluster.forgetRequests() }
}
