/// Up to where the history of a store is forgotten by command.
///
/// Whoever reads the store already goes on: only nobody can start there any more. So neither the
/// coordinator nor a watch that has read everything finds out, as with etcd's compaction.
struct HistoryExpiry: Sendable {
    /// The oldest revision from which a reader can start; 0 when nothing is forgotten by command.
    private(set) var revision: UInt64 = 0

    /// The same as it is kept.
    private var keptRevision: UInt64 = 0

    /// Whether what is forgotten stays so after a restart.
    var isKept: Bool { revision == keptRevision }

    /// Forgets what was before `revision`, and leaves forgotten what already is.
    mutating func forget(before revision: UInt64) {
        self.revision = max(self.revision, revision)
    }

    /// Notes that everything is kept.
    mutating func markKept() {
        keptRevision = revision
    }

    /// Goes back to what is kept.
    mutating func undo() {
        revision = keptRevision
    }
}
