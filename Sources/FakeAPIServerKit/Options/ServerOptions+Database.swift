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
    func openDatabase(
        at path: String, newStore: ObjectStore
    ) throws(JournalError) -> (any StoreKeeper, ObjectStore) {
        #if SQLite
            let (journal, store) = try SQLiteJournal.open(
                path, synchronous: sqliteSynchronous == .full ? .full : .normal,
                checksIntegrity: sqliteCheck, newStore: newStore)
            return (journal, store)
        #else
            throw .unavailable(path: path, reason: "the package trait SQLite is off")
        #endif
    }
}
