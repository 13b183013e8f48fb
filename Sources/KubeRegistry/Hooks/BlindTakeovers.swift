import KubeJSON
package import KubeStore

/// The changes that gave a lease another holder without saying which version was meant.
///
/// A PUT always says so; a patch or an applied configuration need not, and then may undo what
/// somebody else has written in between.
package struct BlindTakeovers: Sendable {
    /// How many changes are remembered.
    private static let statesMax = 1_000

    /// What they have led to, oldest first.
    private var states: [StoredObject] = []

    /// Whether the change that led to `state` is one of them.
    package func contains(_ state: StoredObject) -> Bool {
        states.contains { $0 === state }
    }

    /// Takes note of the newest change of `store`, which made `object` of `old` at `target`, unless
    /// its writer `checksVersion`.
    mutating func note(
        _ store: ObjectStore, _ old: JSONObject, _ object: JSONObject, _ target: Target,
        checksVersion: () -> Bool
    ) {
        guard target.resource.name == Resource.leases.name, let state = store[target.key],
            states.last !== state,
            let holder = object["spec"]?["holderIdentity"]?.string,
            old["spec"]?["holderIdentity"]?.string?.hasSameBytes(as: holder) != true,
            !checksVersion()
        else { return }
        // What was undone, or is forgotten, nobody asks for.
        states.removeAll { $0.revision >= state.revision || $0.revision <= store.oldestRevision }
        if states.count == Self.statesMax { states.removeFirst() }
        states.append(state)
    }
}
