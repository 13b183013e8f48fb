/// The numbers that a database holds beside objects and events.
struct JournalMeta {
    /// The revision after which every event is held.
    let compacted: UInt64
    /// What tells the database from others.
    let identity: Int64
    /// How often everything in it was replaced.
    let generation: Int64
}
