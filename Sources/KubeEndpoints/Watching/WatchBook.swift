import KubeRegistry
import KubeStore
import Synchronization

/// How far a watch has come.
///
/// A class, since the watch writes it and others read it: so a watch pays nothing for being asked
/// about.
final class WatchBook: Sendable {
    private let selection: Selection
    /// The revision after which the watch shows changes.
    private let start: Atomic<UInt64>
    /// The revision of the last change that the watch has gone past.
    private let position: Atomic<UInt64>
    private let events = Atomic<Int>(0)
    private let others = Atomic<Int>(0)

    /// The book of a watch of what `selection` holds, which shows the changes after `revision`.
    init(_ selection: Selection, after revision: UInt64) {
        self.selection = selection
        start = Atomic(revision)
        position = Atomic(revision)
    }

    /// The watch shows the changes after `revision`, and has shown what there was then.
    func begin(after revision: UInt64) {
        start.store(revision, ordering: .relaxed)
        position.store(revision, ordering: .relaxed)
    }

    /// The watch has gone past the change of `revision`.
    func move(to revision: UInt64) {
        position.store(revision, ordering: .relaxed)
    }

    /// The client was sent so many events in all.
    func note(eventCount: Int) {
        events.store(eventCount, ordering: .relaxed)
    }

    /// The client was sent a bookmark, or why the watch ends.
    func noteOther() {
        others.add(1, ordering: .relaxed)
    }

    /// How many events the client was sent, bookmarks and the end left out.
    var eventCount: Int { events.load(ordering: .relaxed) }

    /// How many events of all kinds the client was sent.
    var frameCount: Int { eventCount + others.load(ordering: .relaxed) }

    /// The revision of the last change that the watch has gone past.
    var revision: UInt64 { position.load(ordering: .relaxed) }

    /// Whether the watch has told its client of `event`.
    func contains(_ event: StoreEvent) -> Bool {
        guard start.load(ordering: .relaxed) < event.revision, event.revision <= revision
        else { return false }
        return concerns(event)
    }

    /// How many changes in `store` the watch has yet to tell its client of.
    func missingCount(in store: ObjectStore) -> Int {
        guard case .changes(let events) = store.peek(store.cursor(after: revision)) else {
            return 0
        }
        return events.count(where: concerns)
    }

    private func concerns(_ event: StoreEvent) -> Bool {
        event.previous.map { selection.matches($0) } ?? false
            || event.change != .deleted && selection.matches(event.object)
    }
}
