/// The releases that have one version of a resource, and what they think of it.
package struct Lifecycle: Hashable, Sendable {
    /// Whether a server offers the version without being asked.
    let isServedByDefault: Bool

    let introduced: Release

    /// The release that began to warn clients off, if any.
    let deprecated: Release?

    /// The release announced as the first one without it, if any.
    let removed: Release?

    /// The release that dropped it early, without a successor that could read it.
    let abandoned: Release?

    /// What clients are told to use instead, such as `discovery.k8s.io/v1 EndpointSlice`.
    let replacement: String?

    /// The lifecycle of a version that `introduced` was the first release to have.
    package init(
        isServedByDefault: Bool = false, introduced: Release, deprecated: Release? = nil,
        removed: Release? = nil, abandoned: Release? = nil, replacement: String? = nil
    ) {
        self.isServedByDefault = isServedByDefault
        self.introduced = introduced
        self.deprecated = deprecated
        self.removed = removed
        self.abandoned = abandoned
        self.replacement = replacement
    }

    /// That of a version which every release has, and offers.
    package static let stable = Lifecycle(isServedByDefault: true, introduced: Release(1, 0))
}

// MARK: - At one release

extension Lifecycle {
    /// Whether `release` no longer has the version.
    func isGone(in release: Release) -> Bool {
        [removed, abandoned].contains { $0.map { $0 <= release } ?? false }
    }

    /// Whether a server of `release` can serve the version.
    func isAvailable(in release: Release) -> Bool {
        introduced <= release && !isGone(in: release)
    }

    /// Whether some release dropped the version outright, so that only who serves it knows it.
    package var isAbandoned: Bool { abandoned != nil }
}
