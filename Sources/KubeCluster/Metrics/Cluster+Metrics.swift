import KubeEndpoints

/// What a cluster tells at `/metrics` beside what its API counts.
extension Cluster {
    /// Has the next one who asks for metrics be told how many requests are in flight, and how many
    /// clusters there are, where that is known.
    mutating func prepareMetrics(_ inFlight: InFlightRequests, clusterCount: Int?) {
        followTerms()
        var families = [electionCounts.family, heldFamily] + termJournal.families
        if let clusterCount {
            var family = MetricFamily(
                "fake_clusters", .gauge, help: "Clusters in this process, the one at / included.")
            family.add([], UInt64(clusterCount))
            families.append(family)
        }
        api.prepareMetrics(families, inFlight)
    }

    private var heldFamily: MetricFamily {
        var family = MetricFamily("fake_requests_held", .gauge, help: "Requests that are held.")
        family.add([], UInt64(paused.heldCount))
        return family
    }
}

extension TermJournal {
    /// How many terms have begun, and in how many of them something was wrong.
    fileprivate var families: [MetricFamily] {
        var begun = MetricFamily(
            "fake_terms_total", .counter, help: "Terms of holders of leases that have begun.")
        begun.add([], UInt64(terms.count + omittedCount))
        var found = MetricFamily(
            "fake_term_findings_total", .counter,
            help: "Terms of holders of leases in which something was wrong, by what it was.")
        for (kind, count) in findingCounts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            found.add([("finding", kind.rawValue)], UInt64(count))
        }
        return [begun, found]
    }
}
