import KubeAPI
import KubeHTTP1
import KubeRegistry
import KubeStore

/// What a cluster counts, and how it tells (`/metrics`, MET-001).
package struct Metrics: Hashable, Sendable {
    private var answered: [AnsweredRequest: UInt64] = [:]
    private var aborted: [RequestLabels: UInt64] = [:]
    private var faults: [FaultLabels: UInt64] = [:]

    /// How many requests are held; nil before the first one was.
    package var heldCount: Int?

    /// How many kinds of faults are told apart; the others are counted as one.
    private static let faultsMax = 1000

    /// Nothing counted yet.
    package init() {}

    /// Counts a request that was answered with `code`; nil when nobody got an answer.
    ///
    /// What was not answered has no code that anybody has seen: it is counted apart, where
    /// kube-apiserver counts the requests that it aborts.
    package mutating func count(_ labels: RequestLabels, code: Int?) {
        if let code {
            answered[AnsweredRequest(labels: labels, code: code), default: 0] += 1
        } else {
            aborted[labels, default: 0] += 1
        }
    }

    /// Counts that a rule has acted.
    package mutating func count(_ labels: FaultLabels) {
        let isNew = faults[labels] == nil
        faults[isNew && faults.count >= Self.faultsMax ? .others : labels, default: 0] += 1
    }

    /// What tells one kind of fault from another.
    package struct FaultLabels: Hashable, Sendable {
        let rule: String
        let phase: String
        let action: String

        /// The fault that `rule` brings about.
        package init(rule: String, phase: String, action: String) {
            self.rule = rule
            self.phase = phase
            self.action = action
        }

        fileprivate static let others = FaultLabels(rule: "", phase: "", action: "")
    }

    private struct AnsweredRequest: Hashable {
        let labels: RequestLabels
        let code: Int
    }

    /// What tells one kind of request from another.
    package struct RequestLabels: Sendable {
        let verb: Verb
        let served: ServedResource
        let subresource: String
        let scope: Scope
        let isDryRun: Bool

        /// How much a request is about.
        enum Scope: String {
            case cluster
            case namespace
            case resource
        }

        /// What is counted of a request that does `verb` to `target`.
        init(_ verb: Verb, _ target: Target, isDryRun: Bool = false) {
            self.verb = verb
            served = target.served
            subresource = target.subresource
            scope =
                target.name.isEmpty
                ? (target.namespace.isEmpty ? .cluster : .namespace) : .resource
            self.isDryRun = isDryRun
        }
    }
}

extension Metrics.RequestLabels: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.verb == right.verb && left.served.kind === right.served.kind
            && left.subresource == right.subresource && left.scope == right.scope
            && left.isDryRun == right.isDryRun
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(verb)
        hasher.combine(ObjectIdentifier(served.kind))
        hasher.combine(scope)
    }
}

// MARK: - The text

extension Metrics {
    private static let contentType =
        "text/plain; version=0.0.4; charset=utf-8; escaping=underscores"

    /// The answer with everything that was counted, and with what `store` holds.
    func page(_ catalog: ResourceCatalog, _ store: ObjectStore) -> HTTPResponse {
        var families = [
            requestFamily, Self.objectFamily(store, catalog.resources),
            Self.buildFamily(catalog.versions.release),
        ]
        if !aborted.isEmpty { families.insert(abortFamily, at: 0) }
        if !faults.isEmpty { families.append(faultFamily) }
        if let heldCount { families.append(Self.heldFamily(heldCount)) }
        return HTTPResponse(
            status: 200, fields: ["Content-Type": Self.contentType],
            body: Array(families.map(\.text).joined().utf8))
    }

    private var requestFamily: MetricFamily {
        MetricFamily(
            name: "apiserver_request_total", type: "counter",
            help: "Requests that were answered, by what they asked for and by the status.",
            samples: answered.map { request, count in
                (
                    [
                        ("code", String(request.code)), ("component", "apiserver"),
                        ("dry_run", request.labels.isDryRun ? "All" : ""),
                    ] + request.labels.pairs, count
                )
            })
    }

    private var abortFamily: MetricFamily {
        MetricFamily(
            name: "apiserver_request_aborts_total", type: "counter",
            help: "Requests whose clients got no answer, or not all of it, by what they asked for.",
            samples: aborted.map { labels, count in (labels.pairs, count) })
    }

    private var faultFamily: MetricFamily {
        MetricFamily(
            name: "fake_faults_acted_total", type: "counter",
            help: "How often a rule has made something go wrong.",
            samples: faults.map { labels, count in
                (
                    [
                        ("action", labels.action), ("phase", labels.phase),
                        ("rule", labels.rule),
                    ], count
                )
            })
    }

    private static func heldFamily(_ count: Int) -> MetricFamily {
        MetricFamily(
            name: "fake_requests_held", type: "gauge", help: "Requests that are held.",
            samples: [([], UInt64(count))])
    }

    private static func objectFamily(
        _ store: ObjectStore, _ resources: [Resource]
    ) -> MetricFamily {
        MetricFamily(
            name: "apiserver_storage_objects", type: "gauge", help: "Objects that are kept.",
            samples: resources.compactMap { resource in
                guard let kind = resource.views.first?.kind else { return nil }
                let name = kind.group.isEmpty ? resource.name : "\(resource.name).\(kind.group)"
                return ([("resource", name)], UInt64(store.objects(resource.name).count))
            })
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
        return MetricFamily(
            name: "kubernetes_build_info", type: "gauge", help: "What the server says it is.",
            samples: [(names.map { ($0.0, info[$0.1] ?? "") }, 1)])
    }
}

extension Metrics.RequestLabels {
    fileprivate var pairs: [(String, String)] {
        [
            ("group", served.kind.group), ("resource", served.resource.name),
            ("scope", scope.rawValue), ("subresource", subresource), ("verb", verb.metricName),
            ("version", served.kind.version),
        ]
    }
}
