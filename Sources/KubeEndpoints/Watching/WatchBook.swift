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

    /// Whether the watch has told its client of `event`.
    func contains(_ event: StoreEvent) -> Bool {
        let (start, position) = (
            start.load(ordering: .relaxed), position.load(ordering: .relaxed)
        )
        guard start < event.revision, event.revision <= position else { return false }
        return event.previous.map { selection.matches($0) } ?? false
            || event.change != .deleted && selection.matches(event.object)
    }
}
