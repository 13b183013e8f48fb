import KubeAPI
import KubeRegistry

/// How many requests were answered how and how fast, by what they asked for.
///
/// To count one is to find two places in arrays: no text is made or hashed before somebody reads.
struct RequestCounts: Sendable {
    private var tables: [Table] = []
    private var series: [Series] = []

    /// The requests to a resource in one version.
    private struct Table: Sendable {
        let kind: Kind
        let resource: Resource
        /// Where the requests of each variant are counted; -1 where there were none.
        var places: [Int]
    }

    /// The requests of one variant.
    private struct Series: Sendable {
        let kind: Kind
        let resource: Resource
        let variant: RequestVariant
        var codes: [(code: Int, count: UInt64)] = []
        var abortCount: UInt64 = 0
        var durations = DurationHistogram()

        var labels: MetricFamily.Labels { variant.labels(kind, resource) }
    }

    /// Counts a request that was answered with `code` after `duration`.
    mutating func count(_ labels: RequestLabels, code: Int, after duration: Duration) {
        let place = place(of: labels)
        series[place].durations.observe(duration)
        for index in series[place].codes.indices where series[place].codes[index].code == code {
            series[place].codes[index].count += 1
            return
        }
        series[place].codes.append((code, 1))
    }

    /// Counts a request that nobody got an answer to.
    mutating func countAbort(_ labels: RequestLabels) {
        series[place(of: labels)].abortCount += 1
    }

    private mutating func place(of labels: RequestLabels) -> Int {
        let table = table(of: labels.served)
        let known = tables[table].places[labels.variant.index]
        if known >= 0 { return known }
        tables[table].places[labels.variant.index] = series.count
        series.append(
            Series(
                kind: labels.served.kind, resource: labels.served.resource, variant: labels.variant)
        )
        return series.count - 1
    }

    /// Most clusters are asked for very few resources.
    private mutating func table(of served: ServedResource) -> Int {
        let kind = served.kind
        for index in tables.indices where tables[index].kind === kind { return index }
        let count = RequestVariant.count(subresources: served.resource.subresources.count)
        tables.append(
            Table(
                kind: kind, resource: served.resource,
                places: Array(repeating: -1, count: count)))
        return tables.count - 1
    }
}

// MARK: - Reading

extension RequestCounts {
    /// What there is to tell of all requests; in kube-apiserver's words where it tells the same.
    var families: [MetricFamily] {
        var total = MetricFamily(
            "apiserver_request_total", .counter,
            help: "[STABLE] Counter of apiserver requests broken out for each verb, dry run value, "
                + "group, version, resource, scope, component, and HTTP response code.")
        var durations = MetricFamily(
            "apiserver_request_duration_seconds", .histogram,
            help: "[STABLE] Response latency distribution in seconds for each verb, dry run value, "
                + "group, version, resource, subresource, scope and component.")
        for series in series where !series.codes.isEmpty {
            let labels =
                series.labels + [
                    ("component", "apiserver"), ("dry_run", series.variant.dryRun.name),
                ]
            for (code, count) in series.codes {
                total.add(labels + [("code", String(code))], count)
            }
            durations.add(labels, series.durations)
        }
        return [total, durations, aborts]
    }

    /// Those without an answer have no code that anybody has seen.
    private var aborts: MetricFamily {
        var family = MetricFamily(
            "apiserver_request_aborts_total", .counter,
            help: "Requests whose clients got no answer, or not all of it, by what they asked for.")
        // Dry runs are not told apart.
        var counts: [(labels: MetricFamily.Labels, count: UInt64)] = []
        for series in series where series.abortCount > 0 {
            let labels = series.labels
            let place = counts.firstIndex { known in
                zip(known.labels, labels).allSatisfy { $0 == $1 }
            }
            if let place {
                counts[place].count += series.abortCount
            } else {
                counts.append((labels, series.abortCount))
            }
        }
        for (labels, count) in counts { family.add(labels, count) }
        return family
    }
}
