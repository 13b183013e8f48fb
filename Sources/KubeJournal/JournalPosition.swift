/// How far a database has come.
struct JournalPosition: Comparable {
    /// How often everything in the database was replaced: revisions may go back when it is.
    var generation: Int64

    /// The revision of the newest change.
    var revision: UInt64

    static func < (left: JournalPosition, right: JournalPosition) -> Bool {
        (left.generation, left.revision) < (right.generation, right.revision)
    }
}
