import KubeJournal
import KubeStore
import KubeTestSupport

/// A store in memory, or one that is read back from a file whenever it is looked at.
struct StoreUnderTest {
    enum Form: CaseIterable {
        case memory
        case sqlite
    }

    private let directory: TemporaryFolder?
    private var store = ObjectStore()

    init(_ form: Form) throws {
        directory = form == .sqlite ? try TemporaryFolder() : nil
    }

    /// Commits what `changes` does, and returns the store as whoever comes later sees it.
    mutating func after(_ changes: (inout ObjectStore) -> Void) throws -> ObjectStore {
        guard let directory else {
            changes(&store)
            return store
        }
        let (journal, present) = try SQLiteJournal.open(directory.file("test.sqlite"))
        store = present
        changes(&store)
        try journal.keep(&store)
        journal.close()
        return try SQLiteJournal.open(directory.file("test.sqlite")).1
    }
}
