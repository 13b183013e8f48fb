import Environment
import HTTP1
import JSON
import KubeAPI
import ObjectStore
import Registry

/// A watch being answered: a place in the store's history, and what the client wants to see of it.
///
/// Nothing is queued for a watch. It reads the store at its own pace and is cut off when the
/// history no longer reaches back to where it stands.
package struct WatchStream: Sendable {
    /// What a watch shows before the changes.
    enum Beginning {
        /// Nothing.
        case nothing
        /// The objects that exist once the store has reached a revision, for which the watch waits
        /// until `patience`; then where they end, when the client wants to know.
        case objects(notOlderThan: UInt64, patience: Timestamp, endsWithBookmark: Bool)
    }

    /// What still has to be shown before the changes.
    private enum Prelude {
        /// The store has to reach a revision first.
        case waiting(revision: UInt64, patience: Timestamp, endsWithBookmark: Bool)
        /// These objects, then perhaps a bookmark.
        case objects(ArraySlice<StoredObject>, endsWithBookmark: Bool)
        /// Nothing more.
        case done
    }

    /// How many events are written at a time, so that no reader holds up the others.
    private static let batchMax = 256

    /// How often a client that wants bookmarks gets one (WAT-017).
    private static let bookmarkInterval = Duration.seconds(60)

    /// How long before the end the last bookmark comes.
    private static let finalBookmark = Duration.seconds(2)

    private let selection: Selection
    private let framer: WatchFramer
    private let allowsBookmarks: Bool
    private let deadline: Timestamp
    private var prelude: Prelude
    private var cursor: UInt64
    private var nextBookmark: Timestamp
    private var showsColumns = true

    /// When the stream has something to do even though nothing changes.
    package var wakeTime: Timestamp {
        if case .waiting(_, let patience, _) = prelude { return min(patience, deadline) }
        return allowsBookmarks ? min(deadline, nextBookmark) : deadline
    }

    /// A watch of what `selection` holds: first what `beginning` says, then every change after the
    /// revision `cursor` until `deadline`.
    init(
        _ selection: Selection, _ framer: WatchFramer, from cursor: UInt64,
        beginning: Beginning, allowsBookmarks: Bool, at now: Timestamp,
        until deadline: Timestamp
    ) {
        self.selection = selection
        self.framer = framer
        self.cursor = cursor
        self.allowsBookmarks = allowsBookmarks
        self.deadline = deadline
        nextBookmark = Self.bookmarkTime(after: now, until: deadline)
        switch beginning {
        case .nothing: prelude = .done
        case .objects(let revision, let patience, let endsWithBookmark):
            prelude = .waiting(
                revision: revision, patience: patience, endsWithBookmark: endsWithBookmark)
        }
    }

    private static func bookmarkTime(after now: Timestamp, until deadline: Timestamp) -> Timestamp {
        let final = deadline - finalBookmark
        let next = now + bookmarkInterval
        return now < final ? min(next, final) : next
    }
}

extension WatchStream {
    /// Appends what there is to say at `now`.
    mutating func produce(
        from store: ObjectStore, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        switch prelude {
        case .waiting(let revision, let patience, let endsWithBookmark):
            guard store.revision >= revision else {
                guard now >= min(patience, deadline) else { return .idle }
                framer.writeError(
                    .tooLargeResourceVersion(revision, current: store.revision), into: &output)
                return .finished
            }
            cursor = store.revision
            prelude = .objects(
                store.objects(selection.resourceName, namespace: selection.namespace),
                endsWithBookmark: endsWithBookmark)
            return .more
        case .objects(let objects, let endsWithBookmark):
            writeInitial(objects, endsWithBookmark: endsWithBookmark, into: &output, at: now)
            return .more
        case .done: return produceChanges(from: store, into: &output, at: now)
        }
    }

    private mutating func produceChanges(
        from store: ObjectStore, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        guard let events = store.events(after: cursor) else {
            framer.writeError(Self.tooOld(cursor, oldest: store.oldestRevision), into: &output)
            return .finished
        }
        for event in events.prefix(Self.batchMax) {
            write(event, into: &output, at: now)
            cursor = event.revision
        }
        if events.count > Self.batchMax { return .more }
        if allowsBookmarks, now >= nextBookmark {
            writeBookmark(revision: max(cursor, store.revision), into: &output, at: now)
            nextBookmark = Self.bookmarkTime(after: now, until: deadline)
        }
        return now < deadline ? .idle : .finished
    }

    private mutating func writeInitial(
        _ objects: ArraySlice<StoredObject>, endsWithBookmark: Bool,
        into output: inout [UInt8], at now: Timestamp
    ) {
        for object in objects.prefix(Self.batchMax) where selection.matches(object) {
            write("ADDED", object, into: &output, at: now)
        }
        let rest = objects.dropFirst(Self.batchMax)
        guard rest.isEmpty else {
            prelude = .objects(rest, endsWithBookmark: endsWithBookmark)
            return
        }
        prelude = .done
        if endsWithBookmark {
            writeBookmark(revision: cursor, endsInitial: true, into: &output, at: now)
        }
    }

    /// Writes what the change means to somebody who sees only the selection (WAT-013).
    private mutating func write(
        _ event: StoreEvent, into output: inout [UInt8], at now: Timestamp
    ) {
        let matched = event.previous.map(selection.matches) ?? false
        let matches = event.change != .deleted && selection.matches(event.object)
        switch (matched, matches) {
        case (false, true): write("ADDED", event.object, into: &output, at: now)
        case (true, true): write("MODIFIED", event.object, into: &output, at: now)
        case (true, false):
            let last = event.change == .deleted ? event.object : event.objectBeforeLeaving
            write("DELETED", last, into: &output, at: now)
        case (false, false): break
        }
    }

    private mutating func write(
        _ type: String, _ object: StoredObject, into output: inout [UInt8], at now: Timestamp
    ) {
        framer.write(type, object, showsColumns: showsColumns, into: &output, at: now)
        showsColumns = false
    }

    private mutating func writeBookmark(
        revision: UInt64, endsInitial: Bool = false, into output: inout [UInt8],
        at now: Timestamp
    ) {
        framer.writeBookmark(
            revision: revision, endsInitial: endsInitial, showsColumns: showsColumns,
            into: &output, at: now)
        showsColumns = false
    }

    static func tooOld(_ revision: UInt64, oldest: UInt64) -> StatusError {
        .expired("too old resource version: \(revision) (\(oldest))")
    }
}

extension StoreEvent {
    /// The state before the change with the change's version: what a watch whose selection the
    /// object has left shows as deleted.
    fileprivate var objectBeforeLeaving: StoredObject {
        guard let previous else { return object }
        var last = previous.object
        last.metadata["resourceVersion"] = .string(String(revision))
        return StoredObject(
            key: previous.key, revision: revision, object: last, fields: previous.fields)
    }
}
