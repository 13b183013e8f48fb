import KubeStore

/// What a database holds: put together from what it held when its history begins, and its history.
struct JournalContents {
    /// The revision after which every event is held.
    let compacted: UInt64

    /// What tells the database from others.
    private let identity: Int64

    /// How often everything in it was replaced.
    let generation: Int64

    /// What has happened since then, oldest first.
    private(set) var events: [StoreEvent] = []

    /// Where the events are in the file.
    let places: HistoryPlaces

    /// The states of the objects to which nothing has happened since then, as far as they are known.
    private var unchanged: [StoredObject] = []

    /// The states of the others; nil where there is none.
    private var changed: [ObjectKey: StoredObject?]

    /// The contents as `meta` describes them, to which `changes` are to be added, which are in `places`.
    init(_ meta: JournalMeta, _ changes: [StoredChange], in places: HistoryPlaces) {
        compacted = meta.compacted
        identity = meta.identity
        generation = meta.generation
        self.places = places
        changed = Dictionary(
            changes.map { ($0.object.key, nil) }, uniquingKeysWith: { first, _ in first })
    }

    /// Adds a state as of the beginning of the history.
    mutating func append(_ object: StoredObject) {
        // Mostly hardly any have changed, so that all others need not be found again.
        guard !changed.isEmpty, changed[object.key] != nil else { return unchanged.append(object) }
        changed.updateValue(object, forKey: object.key)
    }

    /// Adds a change; returns false when it cannot have followed those before it.
    mutating func append(_ change: StoredChange) -> Bool {
        let previous = changed[change.object.key] ?? nil
        guard (change.change == .added) == (previous == nil) else { return false }
        changed.updateValue(
            change.change == .deleted ? nil : change.object, forKey: change.object.key)
        events.append(
            StoreEvent(
                change: change.change, time: change.time, object: change.object,
                previous: previous))
        return true
    }

    /// Whether there is nothing at all.
    var isEmpty: Bool { events.isEmpty && unchanged.isEmpty }

    /// Whether nothing was ever stored.
    var isNew: Bool { compacted == ObjectStore().revision && isEmpty }

    /// The revision of the newest change.
    private var revision: UInt64 { events.last?.revision ?? compacted }

    /// Which database it is, and how far it has come.
    var source: JournalSource {
        JournalSource(
            identity: identity,
            position: JournalPosition(generation: generation, revision: revision))
    }

    /// The store that is kept.
    var store: ObjectStore {
        ObjectStore(
            revision: revision,
            objects: unchanged + changed.values.compactMap(\.self), compacted: compacted,
            events: events)
    }
}
