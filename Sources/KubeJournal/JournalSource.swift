/// Which database it is that has come so far.
struct JournalSource: Equatable {
    /// A number that no other database has, but copies of this one.
    var identity: Int64
    var position: JournalPosition
}
