import KubeAPI
import KubeRegistry

/// What tells one kind of request to a resource from another, as a small number: tables of counts are
/// arrays, and nothing that clients make up can let them grow.
struct RequestVariant: Hashable, Sendable {
    /// The place in a table of counts.
    let index: Int

    /// How much a request is about.
    enum Scope: Int, CaseIterable {
        case cluster
        case namespace
        case resource

        /// The name.
        var name: String {
            switch self {
            case .cluster: "cluster"
            case .namespace: "namespace"
            case .resource: "resource"
            }
        }
    }

    /// What is said of a dry run.
    enum DryRun: Int, CaseIterable {
        case none
        case all
        case invalid

        /// What the parameters say.
        init(_ query: QueryParameters) {
            guard !query.isEmpty, query.first("dryRun") != nil else {
                self = .none
                return
            }
            self = query.all("dryRun").allSatisfy { $0 == "All" } ? .all : .invalid
        }

        /// The name.
        var name: String {
            switch self {
            case .none: ""
            case .all: "All"
            case .invalid: "invalid"
            }
        }
    }

    /// How many kinds of requests there are to each part of an object.
    private static let partCount =
        MetricVerb.allCases.count * Scope.allCases.count * DryRun.allCases.count

    /// How many kinds of requests there are to a resource with so many subresources.
    static func count(subresources: Int) -> Int { partCount * (subresources + 1) }

    /// The kind of a request that does `verb` to `target`, which is one object even without a name in
    /// the path if it `selectsObject`.
    init(_ verb: MetricVerb, _ target: Target, _ dryRun: DryRun, selectsObject: Bool) {
        let isOfObject = selectsObject || verb == .post || !target.name.isEmpty
        self.init(
            verb, isOfObject ? .resource : target.namespace.isEmpty ? .cluster : .namespace,
            dryRun, part: Self.part(of: target))
    }

    private init(_ verb: MetricVerb, _ scope: Scope, _ dryRun: DryRun, part: Int) {
        index =
            ((part * MetricVerb.allCases.count + verb.rawValue) * Scope.allCases.count
                + scope.rawValue)
            * DryRun.allCases.count + dryRun.rawValue
    }

    /// 0 for the whole object, else the place of the subresource.
    private static func part(of target: Target) -> Int {
        guard !target.subresource.isEmpty else { return 0 }
        let place = target.resource.subresources.firstIndex { $0.name == target.subresource }
        return place.map { $0 + 1 } ?? 0
    }
}

// MARK: - Labels

extension RequestVariant {
    /// The kind of request at a place in a table.
    init(index: Int) {
        self.index = index
    }

    /// What is said of a dry run.
    var dryRun: DryRun {
        DryRun.allCases[index % DryRun.allCases.count]
    }

    /// The labels of the kind of request to `resource`, of which clients see `kind`.
    func labels(_ kind: Kind, _ resource: Resource) -> MetricFamily.Labels {
        var rest = index / DryRun.allCases.count
        let scope = Scope.allCases[rest % Scope.allCases.count]
        rest /= Scope.allCases.count
        let verb = MetricVerb.allCases[rest % MetricVerb.allCases.count]
        let part = rest / MetricVerb.allCases.count
        return [
            ("group", kind.group), ("resource", resource.name), ("scope", scope.name),
            ("subresource", part == 0 ? "" : resource.subresources[part - 1].name),
            ("verb", verb.name), ("version", kind.version),
        ]
    }
}
