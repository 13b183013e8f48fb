import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// The changes that gave a lease another holder without saying which version was meant.
///
/// A PUT always says so; a patch or an applied configuration need not, and then may undo what
/// somebody else has written in between.
struct BlindTakeovers: Sendable {
    /// How many changes are remembered.
    private static let statesMax = 1_000

    /// What they have led to, oldest first.
    private var states: [StoredObject] = []

    /// Whether the change that led to `state` is one of them.
    func contains(_ state: StoredObject) -> Bool {
        states.contains { $0 === state }
    }
}

extension BlindTakeovers: WriteObserver {
    /// Takes note of a change of holder whose writer did not say which version was meant.
    mutating func didCommit(_ event: StoreEvent, of write: Write, in store: ObjectStore) {
        guard write.key.resource == Resource.leases.name, let old = write.old,
            let holder = write.new.flatMap(LeaseSpec.holderIdentity),
            LeaseSpec.holderIdentity(of: old)?.hasSameBytes(as: holder) != true,
            !write.namesVersion
        else { return }
        // What was undone, or is forgotten, nobody asks for.
        states.removeAll {
            $0.revision >= event.revision || $0.revision <= store.oldestHeldRevision
        }
        if states.count == Self.statesMax { states.removeFirst() }
        states.append(event.object)
    }
}
