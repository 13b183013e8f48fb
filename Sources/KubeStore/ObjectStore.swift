import KubeAPI
package import KubeJSON
package import KubeTime

/// A revisioned map of encoded objects with a bounded history.
///
/// A value without a lock: whoever owns the cluster owns its store. Each write takes the next
/// revision; readers follow with cursors (`read(_:)`), so that a write costs the same with any
/// number of readers.
package struct ObjectStore: Sendable {
    /// The revision of the newest write.
    package private(set) var revision: UInt64

    /// The revision up to which everything is kept; nil when nobody keeps what the store holds.
    package internal(set) var keptRevision: UInt64?

    let identity = StoreIdentity()
    private var tables: [String: ObjectTable] = [:]
    var history: EventHistory

    /// What of the history is forgotten by command.
    var expiry = HistoryExpiry()

    /// Those whose trees are at hand for who follows the store, and for who writes next.
    private var recentTrees = RecentTrees()

    /// An empty store whose next write gets the revision after `revision`.
    ///
    /// `historyEvents` and `historyBytes` bound how far back readers can start.
    package init(
        revision: UInt64 = 1, historyEvents: Int = 100_000, historyBytes: Int = 64 << 20
    ) {
        self.revision = revision
        history = EventHistory(
            after: revision,
            budget: EventHistory.Budget(events: historyEvents, bytes: historyBytes))
    }

    /// The store that held `objects` at `revision`, and whose history is `events`, all that
    /// happened after the revision `compacted`.
    package init(
        revision: UInt64, objects: [StoredObject], compacted: UInt64, events: [StoreEvent]
    ) {
        self.revision = revision
        history = EventHistory(after: compacted, events)
        tables = Dictionary(grouping: objects, by: \.key.resource).mapValues(ObjectTable.init)
    }
}

// MARK: - Keeping

extension ObjectStore {
    /// Declares that everything up to the present is kept, and what follows may be undone.
    package mutating func markKept() {
        keptRevision = revision
        history.keptRevision = revision
        expiry.markKept()
    }

    /// Undoes everything that is not kept, as if it had never been asked for.
    package mutating func undo() {
        guard let kept = keptRevision else { return }
        expiry.undo()
        guard kept < revision else { return }
        let isKnown = undo(after: kept)
        precondition(isKnown, "the history holds everything that is not kept")
    }

    /// Goes back to the state of `revision`; returns false, and stays, when that is not known.
    mutating func undo(after revision: UInt64) -> Bool {
        guard let undone = history.undo(after: revision) else { return false }
        for event in undone.reversed() {
            tables[event.object.key.resource, default: ObjectTable()].undo(event)
        }
        self.revision = revision
        return true
    }
}

extension ObjectStore {
    /// The store as it was at `revision`; nil when the history does not reach back so far.
    package func rolledBack(to revision: UInt64) -> ObjectStore? {
        guard revision < self.revision else { return self }
        var past = self
        return past.undo(after: revision) ? past : nil
    }
}

// MARK: - Writing

extension ObjectStore {
    /// Commits a new state of the object at `key` at the instant `time`, and returns it.
    ///
    /// `object` is canonical; its resource version is set here. `fields` are what field selectors
    /// can ask for.
    @discardableResult
    package mutating func put(
        _ object: JSONObject, at key: ObjectKey, fields: [(key: String, value: String)] = [],
        time: Timestamp
    ) -> StoredObject {
        put(draft(of: object, at: key, fields: fields, over: self[key]), time: time)
    }

    /// Commits a new state of an object at the instant `time`, and returns it.
    ///
    /// The store must not have been written to since the draft was made.
    package mutating func put(_ draft: StoredObject.Draft, time: Timestamp) -> StoredObject {
        let stored = draft.object
        precondition(stored.revision == revision + 1, "the store went on since the draft")
        revision += 1
        recentTrees.add(draft.tree, of: stored)
        let previous = tables[stored.key.resource, default: ObjectTable()].put(stored)
        history.append(
            StoreEvent(
                change: previous == nil ? .added : .modified, time: time, object: stored,
                previous: previous))
        return stored
    }

    /// What `put` would commit; what it shares with `previous`, the present state, costs less.
    package func draft(
        of object: JSONObject, at key: ObjectKey, fields: [(key: String, value: String)] = [],
        over previous: StoredObject? = nil
    ) -> StoredObject.Draft {
        let tree = object.withResourceVersion(revision + 1)
        return StoredObject.Draft(
            object: StoredObject(
                key: key, revision: revision + 1, object: tree, fields: fields,
                previous: previous),
            tree: tree)
    }

    /// Commits the deletion of `object`, the present state, at the instant `time`.
    package mutating func delete(_ object: StoredObject, time: Timestamp) {
        revision += 1
        let final = StoredObject(
            key: object.key, revision: revision,
            object: object.object.withResourceVersion(revision), fields: object.fields)
        tables[object.key.resource]?.remove(object.key.path)
        history.append(
            StoreEvent(change: .deleted, time: time, object: final, previous: object))
    }

    /// Reads the tree of `stored`, unless that is at hand, and keeps it at hand for who looks next.
    package mutating func prepareTree(of stored: StoredObject) {
        guard stored.recentTree == nil else { return }
        recentTrees.add(stored.object, of: stored)
    }

    /// Forgets the history up to `revision`, as etcd does now and then.
    package mutating func compact(upTo revision: UInt64) {
        history.compact(upTo: min(revision, self.revision))
    }
}

// MARK: - Reading

extension ObjectStore {
    /// The present state of the object at `key`.
    package subscript(key: ObjectKey) -> StoredObject? {
        tables[key.resource]?[key.path]
    }

    /// The oldest revision from which a reader can start.
    package var oldestRevision: UInt64 { max(history.compactedRevision, expiry.revision) }

    /// Whether nothing was ever written.
    package var isEmpty: Bool { tables.isEmpty }

    /// All present objects, in the order of their resources and paths.
    package var objects: [StoredObject] {
        tables.sorted { $0.key < $1.key }.flatMap(\.value.objects)
    }

    /// When the store reached `revision`; nil when it has not, or when that is forgotten.
    package func time(of revision: UInt64) -> Timestamp? {
        guard revision > 0 else { return nil }
        return history.events(after: revision - 1)?.first?.time
    }

    /// The present objects of `resource` in a namespace, or everywhere when that is empty, from the
    /// path `start` on.
    package func objects(
        _ resource: String, namespace: String = "", from start: String = ""
    ) -> StoredObjects {
        let prefix = namespace.isEmpty ? "" : namespace + "/"
        return tables[resource]?.objects(from: start, prefix: prefix) ?? StoredObjects()
    }

    /// The objects as they were at `revision`; nil when the history does not reach back so far.
    package func objects(
        _ resource: String, namespace: String = "", from start: String = "",
        at revision: UInt64
    ) -> StoredObjects? {
        guard revision >= expiry.revision, let later = history.events(after: revision) else {
            return nil
        }
        let changes = later.filter { $0.object.key.resource == resource }
        guard !changes.isEmpty else { return objects(resource, namespace: namespace, from: start) }
        var table = tables[resource] ?? ObjectTable()
        for event in changes.reversed() { table.undo(event) }
        return table.objects(from: start, prefix: namespace.isEmpty ? "" : namespace + "/")
    }
}

extension JSONObject {
    /// The same canonical object with another resource version.
    fileprivate func withResourceVersion(_ revision: UInt64) -> JSONObject {
        var object = self
        // What takes the place of another version stands where it belongs.
        let hasPlace = object["metadata"]?["resourceVersion"] != nil
        object[object: "metadata"]["resourceVersion"] = .string(String(revision))
        if !hasPlace {
            let metadata = object[object: "metadata"]
            object[object: "metadata"] = ObjectSchema.objectMeta.canonical(metadata)
        }
        return object
    }
}
