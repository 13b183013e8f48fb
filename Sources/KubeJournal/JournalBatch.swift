import KubeStore

/// What a store has committed since it was last kept: what one transaction writes.
struct JournalBatch: Sendable {
    let content: Content

    /// The store's newest revision.
    let revision: UInt64

    /// The revision after which the store holds all of its history.
    let oldestRevision: UInt64

    /// Whether what came before that was forgotten by command, and so all of it is to go at once.
    let forgets: Bool

    /// How the batch follows what is in the file.
    enum Content: Sendable {
        /// These changes come after it.
        case changes([StoreEvent])
        /// These objects take the place of everything.
        case everything([StoredObject])
    }

    /// What has come to `store` after `cursor`; everything, when that is not known.
    init(of store: ObjectStore, after cursor: StoreCursor) {
        revision = store.revision
        oldestRevision = store.oldestRevision
        forgets = !store.isExpiryKept
        content =
            switch store.peek(cursor) {
            // A copy, since the store would have to copy its history at its next change otherwise.
            case .changes(let events): .changes(Array(events))
            case .startAgain: .everything(store.objects)
            }
    }
}
