import KubeStore

#if SQLite
    import KubeJournal
#endif

extension ServerOptions {
    /// Whether this was built with the package trait `SQLite`, without which nothing can be kept.
    package static var hasDatabase: Bool {
        #if SQLite
            true
        #else
            false
        #endif
    }

    /// Opens the database at `path`, and returns what keeps it with the store that it holds, which is
    /// `newStore` in a new database.
    ///
    /// `report` is called, on any thread, with what a person should know.
    func openDatabase(
        at path: String, newStore: ObjectStore, report: @escaping @Sendable (String) -> Void
    ) throws(JournalError) -> (any StoreKeeper, ObjectStore) {
        #if SQLite
            let (journal, store) = try SQLiteJournal.open(
                path, synchronous: sqliteSynchronous == .full ? .full : .normal,
                checksIntegrity: sqliteCheck, newStore: newStore, acceptsLoss: sqliteAcceptLoss,
                report: report)
            return (journal, store)
        #else
            throw .unavailable(path: path, reason: "the package trait SQLite is off")
        #endif
    }
}
