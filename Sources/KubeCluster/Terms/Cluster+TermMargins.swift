import KubeEndpoints
import KubeTime

/// How long before the end of a lease its holder ceased to act as leader, as far as the journal of
/// requests tells.
extension Cluster {
    /// The same terms with their margins, where these are known.
    func withMargins(_ terms: [LeaseTerm]) -> [LeaseTerm] {
        guard requestJournal.count > 0, !terms.isEmpty else { return terms }
        let deeds = LeaderDeeds(requestJournal)
        return terms.map { term in
            var term = term
            term.margin = deeds.margin(of: term, among: terms)
            return term
        }
    }
}

/// What clients did to leases, and what else they changed, as the journal tells.
private struct LeaderDeeds {
    /// Who has written which version of a lease and got the answer.
    private var writers: [UInt64: String] = [:]

    /// When each client asked for a change of something that is not for elections.
    private var deeds: [String: [Timestamp]] = [:]

    /// What is only for elections, by resource.
    private static let electionResources: Set = ["leases", "leasecandidates", "events"]

    init(_ journal: RequestJournal) {
        for (_, entry) in journal.entries(after: 0) where entry.noted.isWrite {
            let request = ResolvedRequest(entry.noted)
            guard Self.electionResources.contains(request.resource ?? "") else {
                deeds[request.client, default: []].append(entry.time)
                continue
            }
            if let version = entry.committed, entry.outcome == .answered {
                writers[version] = request.client
            }
        }
    }

    /// How long before the end of the lease by its last answered renewal the client last acted.
    func margin(of term: LeaseTerm, among terms: [LeaseTerm]) -> Duration? {
        guard let renewal = term.lastRenewals.last(where: { writers[$0.version] != nil }),
            let expiry = renewal.expiry, let client = writers[renewal.version]
        else { return nil }
        let next = terms.first {
            $0.startVersion > term.startVersion && $0.lease == term.lease
                && $0.namespace == term.namespace && writers[$0.startVersion] == client
        }
        let last = deeds[client]?.last { time in
            term.start.map { time >= $0 } ?? true && next?.start.map { time < $0 } ?? true
        }
        return last.map { expiry - $0 }
    }
}
