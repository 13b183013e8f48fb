import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// A watch being answered: a place in the store's history, and what the client wants to see of it.
///
/// Nothing is queued for a watch. It reads the store at its own pace and is cut off when the
/// history no longer reaches back to where it stands.
package struct WatchStream: Sendable {
    /// What goes wrong with a watch; in a place of its own, since there is mostly nothing.
    private indirect enum Trouble: Sendable {
        case fault(WatchFault)
    }

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
        case objects(StoredObjects, endsWithBookmark: Bool)
        /// Nothing more.
        case done
    }

    /// How many events are written at a time, so that no reader holds up the others; one where they
    /// are counted.
    private var batchMax: Int { trouble == nil ? 256 : 1 }

    /// After how many bytes no more events are written, so that what a slow reader is owed stays
    /// small.
    private static let batchBytesMax = 256 << 10

    private let selection: Selection
    var framer: WatchFramer
    private var schedule: WatchSchedule
    private var timer: RequestTimers.ID?
    private var patienceTimer: RequestTimers.ID?
    private var prelude: Prelude
    private var cursor: StoreCursor
    private var showsColumns = true
    /// How many events were written, bookmarks left out.
    private(set) var eventCount = 0
    private var trouble: Trouble?

    /// How far the watch has come, for those who want to know which changes its client was told of.
    let book: WatchBook

    /// A watch of what `selection` holds: first what `beginning` says, then every change after
    /// `cursor` until `deadline`.
    init(
        _ selection: Selection, _ framer: WatchFramer, from cursor: StoreCursor,
        beginning: Beginning, allowsBookmarks: Bool, at now: Timestamp,
        until deadline: Timestamp
    ) {
        self.selection = selection
        self.framer = framer
        self.cursor = cursor
        schedule = WatchSchedule(from: now, until: deadline, hasBookmarks: allowsBookmarks)
        book = WatchBook(selection, after: cursor.revision)
        switch beginning {
        case .nothing: prelude = .done
        case .objects(let revision, let patience, let endsWithBookmark):
            prelude = .waiting(
                revision: revision, patience: patience, endsWithBookmark: endsWithBookmark)
        }
    }
}

// MARK: - Timers

extension WatchStream {
    /// Starts the timers that say when the watch has something to do though nothing changes.
    mutating func startTimers(_ timers: inout RequestTimers, path: String) {
        let timer = timers.start(schedule, path: path)
        self.timer = timer
        if case .waiting(let revision, let patience, _) = prelude, revision > cursor.revision,
            patience < schedule.deadline
        {
            patienceTimer = timers.start(
                waitingFor: revision, until: patience, path: path, for: timer)
        }
    }

    /// Stops the timers that a watch that has come this far does not need any more.
    mutating func stopTimers(_ timers: inout RequestTimers, after progress: StreamProgress) {
        if progress.isLast { return stopTimers(&timers) }
        if case .waiting = prelude { return }
        if let patienceTimer { timers.stop(patienceTimer) }
        patienceTimer = nil
    }

    /// Has the watch do everything as much later as the clock was set forward; its timers are shifted with
    /// those of all.
    package mutating func shift(by difference: Duration) {
        schedule.shift(by: difference)
        guard case .waiting(let revision, let patience, let endsWithBookmark) = prelude else {
            return
        }
        prelude = .waiting(
            revision: revision, patience: patience + difference, endsWithBookmark: endsWithBookmark)
    }

    /// Stops all timers.
    func stopTimers(_ timers: inout RequestTimers) {
        for timer in [timer, patienceTimer].compactMap(\.self) { timers.stop(timer) }
    }
}

// MARK: - News

extension WatchStream {
    /// Which one of its cluster's watches it is; nil before its timers are started.
    package var id: WatchID? { timer.map(WatchID.init) }

    /// What the watch chooses from.
    package var collection: WatchedCollection {
        WatchedCollection(resource: selection.resourceName, namespace: selection.namespace)
    }

    /// Whether the watch can only ever show one object.
    var selectsObject: Bool { selection.name != nil }

    /// Whether the watch begins only when the store has reached a revision.
    package var isWaiting: Bool {
        guard case .waiting = prelude else { return false }
        return true
    }

    /// Whether there may be something to say, since the watch has said all there was.
    ///
    /// It moves past changes that do not concern it.
    package mutating func hasNews(_ sweep: WatchSweep) -> Bool {
        let changes = sweep.changes
        guard case .done = prelude, sweep.now < schedule.next,
            changes.areNone(in: collection, after: cursor.revision)
        else { return true }
        // A watch may wait for a version that is to come.
        if cursor.revision < changes.end.revision { cursor = changes.end }
        return changes.isBroken
    }
}

// MARK: - Writing

extension WatchStream {
    /// Whether anything goes wrong with the watch.
    package var isInTrouble: Bool { trouble != nil }

    /// What goes wrong with the watch; nil when nothing does.
    package var fault: WatchFault? {
        get {
            guard case .fault(let fault) = trouble else { return nil }
            return fault
        }
        set { trouble = newValue.map { .fault($0) } }
    }

    /// The revision up to which the watch has read.
    var revision: UInt64 { cursor.revision }

    /// Appends what there is to say at `now`; the watch ends when it stands before `oldest`.
    mutating func produce(
        from store: ObjectStore, notBefore oldest: UInt64 = 0, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        guard trouble != nil, let fault else {
            return produceFreely(from: store, notBefore: oldest, into: &output, at: now)
        }
        return produce(under: fault, from: store, notBefore: oldest, into: &output, at: now)
    }

    /// The same, whatever goes wrong.
    mutating func produceFreely(
        from store: ObjectStore, notBefore oldest: UInt64, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        switch prelude {
        case .waiting(let revision, let patience, let endsWithBookmark):
            let limit = min(patience, schedule.deadline)
            guard store.hasReached(revision, before: limit, seenAt: now) else {
                guard now >= limit else { return .idle }
                writeError(
                    .tooLargeResourceVersion(revision, current: store.revision), into: &output)
                return .finished
            }
            cursor = store.end
            book.begin(after: cursor.revision)
            prelude = .objects(
                store.objects(selection.resourceName, namespace: selection.namespace),
                endsWithBookmark: endsWithBookmark)
            return .more
        case .objects(let objects, let endsWithBookmark):
            writeInitial(objects, endsWithBookmark: endsWithBookmark, into: &output, at: now)
            return .more
        case .done:
            return produceChanges(from: store, notBefore: oldest, into: &output, at: now)
        }
    }

    /// Writes changes, bookmarks and the end in the order of their instants, however many of these
    /// have passed since the last time.
    private mutating func produceChanges(
        from store: ObjectStore, notBefore oldest: UInt64, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        guard cursor.revision >= oldest, case .changes(let events) = store.peek(cursor) else {
            writeError(tooOld(cursor.revision, oldest: store.oldestRevision), into: &output)
            return .finished
        }
        var room = batchMax
        let bytesMax = output.count + Self.batchBytesMax
        for event in events {
            let isTooLate = event.time >= schedule.deadline
            writeBookmarks(before: isTooLate ? schedule.deadline : event.time, &room, into: &output)
            guard room > 0, output.count < bytesMax else { return .more }
            if isTooLate { return .finished }
            write(event, into: &output)
            cursor.move(past: event)
            book.move(to: event.revision)
            room -= 1
        }
        // A watch may wait for a version that is to come.
        if cursor.revision <= store.revision { cursor = store.end }
        writeBookmarks(before: now + .microseconds(1), &room, into: &output)
        guard room > 0 else { return .more }
        return now < schedule.deadline ? .idle : .finished
    }

    private mutating func writeBookmarks(
        before instant: Timestamp, _ room: inout Int, into output: inout [UInt8]
    ) {
        while room > 0, let due = schedule.takeBookmark(dueBefore: instant) {
            writeBookmark(revision: cursor.revision, into: &output, at: due)
            room -= 1
        }
    }

    private mutating func writeInitial(
        _ objects: StoredObjects, endsWithBookmark: Bool,
        into output: inout [UInt8], at now: Timestamp
    ) {
        let bytesMax = output.count + Self.batchBytesMax
        var rest = objects
        for object in objects.prefix(batchMax) {
            guard output.count < bytesMax else { break }
            if selection.matches(object) { write(.added, object, into: &output, at: now) }
            rest = rest.dropFirst()
        }
        guard rest.isEmpty else {
            prelude = .objects(rest, endsWithBookmark: endsWithBookmark)
            return
        }
        prelude = .done
        if endsWithBookmark {
            writeBookmark(revision: cursor.revision, endsInitial: true, into: &output, at: now)
        }
    }

    /// Writes what the change means to somebody who sees only the selection (WAT-013); what is
    /// written is what `WatchBook` tells.
    private mutating func write(_ event: StoreEvent, into output: inout [UInt8]) {
        let now = event.time
        let matched = event.previous.map { selection.matches($0) } ?? false
        let matches = event.change != .deleted && selection.matches(event.object)
        switch (matched, matches) {
        case (false, true): write(.added, event.object, into: &output, at: now)
        case (true, true): write(.modified, event.object, into: &output, at: now)
        case (true, false):
            let last = event.change == .deleted ? event.object : event.objectBeforeLeaving
            write(.deleted, last, into: &output, at: now)
        case (false, false): break
        }
    }

    private mutating func write(
        _ type: WatchEventType, _ object: StoredObject, into output: inout [UInt8],
        at now: Timestamp
    ) {
        framer.write(type, object, showsColumns: showsColumns, into: &output, at: now)
        showsColumns = false
        eventCount += 1
        book.note(eventCount: eventCount)
    }

    private mutating func writeBookmark(
        revision: UInt64, endsInitial: Bool = false, into output: inout [UInt8],
        at now: Timestamp
    ) {
        if fault?.dropsBookmarks == true { return }
        framer.writeBookmark(
            revision: revision, endsInitial: endsInitial, showsColumns: showsColumns,
            into: &output, at: now)
        showsColumns = false
        book.noteOther()
    }

    /// Writes the event that tells why the watch ends.
    mutating func writeError(_ error: StatusError, into output: inout [UInt8]) {
        framer.writeError(error, into: &output)
        book.noteOther()
    }

    /// Why a watch cannot go on, in the words of the watch cache, or of etcd where there is none.
    func tooOld(_ revision: UInt64, oldest: UInt64) -> StatusError {
        .expired(
            selection.isCached
                ? "too old resource version: \(revision) (\(oldest))"
                : "etcdserver: mvcc: required revision has been compacted")
    }
}
