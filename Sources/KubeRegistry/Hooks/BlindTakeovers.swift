import KubeJSON

/// The revisions that gave a lease another holder without saying which version was meant.
///
/// A PUT always says so; a patch or an applied configuration need not, and then may undo what
/// somebody else has written in between.
package struct BlindTakeovers: Sendable {
    /// How many revisions are remembered.
    private static let revisionsMax = 1_000

    private var revisions: [UInt64] = []

    /// Whether `revision` is one of them.
    package func contains(_ revision: UInt64) -> Bool {
        revisions.contains(revision)
    }

    /// Forgets what came after `revision`, because it was undone.
    package mutating func forget(after revision: UInt64) {
        revisions.removeAll { $0 > revision }
    }

    /// Takes note of the newest revision, that made `object` of `old` at `target`, unless its writer
    /// `checksVersion`.
    mutating func note(
        _ revision: UInt64, _ old: JSONObject, _ object: JSONObject, _ target: Target,
        checksVersion: () -> Bool
    ) {
        guard target.resource.name == Resource.leases.name, revisions.last != revision,
            let holder = object["spec"]?["holderIdentity"]?.string,
            old["spec"]?["holderIdentity"]?.string?.hasSameBytes(as: holder) != true,
            !checksVersion()
        else { return }
        if revisions.count == Self.revisionsMax { revisions.removeFirst() }
        revisions.append(revision)
    }
}
