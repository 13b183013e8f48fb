import KubeStore

/// What a store has committed since it was last kept: what one transaction writes.
struct JournalBatch: Sendable {
    let content: Content

    /// The store's newest revision.
    let revision: UInt64

    /// The revision after which the store holds all of its history.
    let oldestRevision: UInt64

    /// How the batch follows what is in the file.
    enum Content: Sendable {
        /// These changes come after it.
        case changes([StoreEvent])
        /// These objects take the place of everything.
        case everything([StoredObject])
    }

    /// What has come to `store` since it was settled as `settlement`; everything, when it never was.
    init(of store: ObjectStore, since settlement: Settlement) {
        revision = store.revision
        oldestRevision = store.oldestRevision
        if store.settlement === settlement, let events = store.events(after: settlement.revision) {
            // A copy, since the store would have to copy its history at its next change otherwise.
            content = .changes(Array(events))
        } else {
            content = .everything(store.objects)
        }
    }
}
