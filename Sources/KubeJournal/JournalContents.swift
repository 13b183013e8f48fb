import KubeStore

/// What a database holds.
struct JournalContents {
    /// The revision after which every event is held.
    let compacted: UInt64

    /// The newest state of every object.
    let objects: [StoredObject]

    /// What has happened since `compacted`, oldest first.
    let events: [StoreEvent]

    /// Whether nothing was ever stored.
    var isNew: Bool { compacted == ObjectStore().revision && objects.isEmpty && events.isEmpty }

    /// The store that is kept.
    var store: ObjectStore {
        ObjectStore(
            revision: events.last?.revision ?? compacted, objects: objects, compacted: compacted,
            events: events)
    }
}
