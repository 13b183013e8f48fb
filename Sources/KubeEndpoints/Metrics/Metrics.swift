import KubeAPI
import KubeHTTP1
import KubeRegistry
import KubeStore

/// What a cluster counts, and how it tells (`/metrics`, MET-001).
package struct Metrics: Sendable {
    private var requests = RequestCounts()
    private var faults: [FaultLabels: UInt64] = [:]

    /// How many requests have no final answer.
    package var inFlight = InFlightRequests()

    /// What others have counted, who tell it when somebody asks.
    package var others: [MetricFamily] = []

    /// How many kinds of faults are told apart; the others are counted as one.
    private static let faultsMax = 1000

    /// Nothing counted yet.
    package init() {}

    /// Counts a request that was answered with `code` after `duration`; nil when nobody got an answer.
    ///
    /// What was not answered has no code that anybody has seen: it is counted apart, where
    /// kube-apiserver counts the requests that it aborts.
    package mutating func count(_ labels: RequestLabels, code: Int?, after duration: Duration) {
        if let code {
            requests.count(labels, code: code, after: duration)
        } else {
            requests.countAbort(labels)
        }
    }

    /// Counts that a rule has acted.
    package mutating func count(_ labels: FaultLabels) {
        let isNew = faults[labels] == nil
        faults[isNew && faults.count >= Self.faultsMax ? .others : labels, default: 0] += 1
    }
}

// MARK: - The text

extension Metrics {
    private static let contentType =
        "text/plain; version=0.0.4; charset=utf-8; escaping=underscores"

    /// The answer with everything that was counted, with what `store` holds and what `watches` tell.
    func page(
        _ catalog: ResourceCatalog, _ store: ObjectStore, _ watches: WatchBooks
    ) -> HTTPResponse {
        let families =
            requests.families + watches.families + others + [
                inFlight.family, faultFamily, Self.objectFamily(store, catalog.resources),
                Self.buildFamily(catalog.versions.release),
            ]
        let texts = families.filter { !$0.isEmpty }.sorted { $0.name < $1.name }.map(\.text)
        return HTTPResponse(
            status: 200, fields: ["Content-Type": Self.contentType],
            body: Array(texts.joined().utf8))
    }

    private var faultFamily: MetricFamily {
        var family = MetricFamily(
            "fake_faults_acted_total", .counter,
            help: "How often a rule has made something go wrong.")
        for (labels, count) in faults {
            family.add(
                [("action", labels.action), ("phase", labels.phase), ("rule", labels.rule)], count)
        }
        return family
    }

    private static func objectFamily(
        _ store: ObjectStore, _ resources: [Resource]
    ) -> MetricFamily {
        var family = MetricFamily(
            "apiserver_storage_objects", .gauge, help: "Objects that are kept.")
        for resource in resources {
            guard let kind = resource.views.first?.kind else { continue }
            let name = kind.group.isEmpty ? resource.name : "\(resource.name).\(kind.group)"
            family.add([("resource", name)], UInt64(store.objects(resource.name).count))
        }
        return family
    }

    private static func buildFamily(_ release: Release) -> MetricFamily {
        let info = Dictionary(
            release.versionInfo.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }
        )
        let names = [
            ("build_date", "buildDate"), ("compiler", "compiler"), ("git_commit", "gitCommit"),
            ("git_tree_state", "gitTreeState"), ("git_version", "gitVersion"),
            ("go_version", "goVersion"), ("major", "major"), ("minor", "minor"),
            ("platform", "platform"),
        ]
        var family = MetricFamily(
            "kubernetes_build_info", .gauge, help: "What the server says it is.")
        family.add(names.map { ($0.0, info[$0.1] ?? "") }, 1)
        return family
    }
}
