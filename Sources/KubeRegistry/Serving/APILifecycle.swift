/// One resource in one version of its API group: what it is, and the releases that serve it.
package struct APILifecycle: Hashable, Sendable {
    /// The API group; empty for the core group.
    package let group: String
    package let version: String
    package let resource: String
    package let kind: String
    /// Whether the server offers it without being asked.
    let isServedByDefault: Bool
    let introduced: Release
    /// The release that began to warn clients off, if any.
    let deprecated: Release?
    /// The release announced as the first one without it, if any.
    let removed: Release?
    /// The release that dropped it early, without a successor that could read it.
    let abandoned: Release?

    private init(
        _ group: String, _ version: String, _ resource: String, _ kind: String,
        isServedByDefault: Bool = false, introduced: Release, deprecated: Release? = nil,
        removed: Release? = nil, abandoned: Release? = nil
    ) {
        self.group = group
        self.version = version
        self.resource = resource
        self.kind = kind
        self.isServedByDefault = isServedByDefault
        self.introduced = introduced
        self.deprecated = deprecated
        self.removed = removed
        self.abandoned = abandoned
    }

    /// What the server can offer: groups in the order of discovery, in each the preferred version
    /// first.
    static let all: [APILifecycle] = [
        stable("", "v1", "events", "Event"),
        stable("", "v1", "namespaces", "Namespace"),
        stable("events.k8s.io", "v1", "events", "Event"),
        stable("coordination.k8s.io", "v1", "leases", "Lease"),
        leaseCandidate("v1beta1", since: 33, deprecated: 36, removed: 39),
        leaseCandidate("v1alpha2", since: 32, deprecated: 35, removed: 38),
        leaseCandidate("v1alpha1", since: 31, deprecated: 34, removed: 37, abandoned: 32),
    ]

    private static func stable(
        _ group: String, _ version: String, _ resource: String, _ kind: String
    ) -> APILifecycle {
        APILifecycle(
            group, version, resource, kind, isServedByDefault: true, introduced: Release(1, 0))
    }

    private static func leaseCandidate(
        _ version: String, since introduced: UInt64, deprecated: UInt64, removed: UInt64,
        abandoned: UInt64? = nil
    ) -> APILifecycle {
        APILifecycle(
            "coordination.k8s.io", version, "leasecandidates", "LeaseCandidate",
            introduced: Release(1, introduced), deprecated: Release(1, deprecated),
            removed: Release(1, removed), abandoned: abandoned.map { Release(1, $0) })
    }
}

// MARK: - At one release

extension APILifecycle {
    /// Whether `release` no longer has it.
    func isGone(in release: Release) -> Bool {
        [removed, abandoned].contains { $0.map { $0 <= release } ?? false }
    }

    /// Whether a server of `release` can serve it.
    func isAvailable(in release: Release) -> Bool {
        introduced <= release && !isGone(in: release)
    }

    /// What a server of `release` tells clients that use it, or nil when it has nothing to say.
    func deprecationWarning(in release: Release) -> String? {
        guard let deprecated, deprecated <= release else { return nil }
        let end = removed.map { ", unavailable in v\($0)+" } ?? ""
        return "\(group)/\(version) \(kind) is deprecated in v\(deprecated)+" + end
    }
}
