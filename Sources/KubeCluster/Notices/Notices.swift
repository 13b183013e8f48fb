import KubeRegistry
import KubeStore
import Logging

/// What the log is still to tell of a cluster, in the order in which it happened.
///
/// An observer of the registry, so that it learns who wrote a lease; there is none where nobody reads
/// the log. What it holds goes back with the registry when a reset is undone.
struct Notices: Sendable {
    /// The least important level that is told.
    let level: Logger.Level

    private(set) var entries: [Notice] = []

    /// No notices yet.
    init(level: Logger.Level) {
        self.level = level
    }

    /// Adds a notice, unless nobody wants to know.
    mutating func add(_ notice: Notice) {
        if notice.level >= level { entries.append(notice) }
    }

    /// All notices; each is told once.
    mutating func takeAll() -> [Notice] {
        defer { entries = [] }
        return entries
    }

    /// Forgets what has not happened after all.
    mutating func undo() {
        entries.removeAll(where: \.isUndoable)
    }
}

extension Notices: WriteObserver {
    /// Takes note of a write of a lease.
    mutating func didCommit(_ event: StoreEvent, of write: Write, in store: ObjectStore) {
        guard write.key.resource == Resource.leases.name else { return }
        add(Notice(event, write))
    }
}
