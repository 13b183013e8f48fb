import Dispatch
import KubeJournal
import KubeStore
import KubeTestSupport
import Testing

@Suite(.serialized) struct `A commit` {
    private let directory: TemporaryFolder
    private let done = DispatchSemaphore(value: 0)
    private var path: String { directory.file("test.sqlite") }

    init() throws {
        directory = try TemporaryFolder()
    }

    @Test func `that need not wait for the disk is done at once`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        store.put(leaseObject("a"), at: leaseKey("a"))
        try journal.keep(&store)

        store.put(leaseObject("b"), at: leaseKey("b"))
        let commit = journal.begin(store) { Issue.record("it need not be waited for") }

        #expect(commit.isDone)
        #expect(!journal.isKept(store))
        try journal.end(commit, of: &store)
        #expect(journal.isKept(store))
    }

    @Test(arguments: [SQLiteJournal.Synchronous.full, .normal])
    func `that waits for the disk, or is long, tells when it is done`(
        synchronous: SQLiteJournal.Synchronous
    ) throws {
        var (journal, store) = try SQLiteJournal.open(path, synchronous: synchronous)

        for index in 0..<(synchronous == .full ? 1 : 100) {
            store.put(leaseObject("\(index)"), at: leaseKey("\(index)"))
        }
        let commit = journal.begin(store) { [done] in done.signal() }

        #expect(done.waitPatiently())
        #expect(commit.isDone)
        try journal.end(commit, of: &store)
        #expect(journal.isKept(store))
        journal.close()
        #expect(
            try SQLiteJournal.open(path).1.objects.map(\.summary) == store.objects.map(\.summary))
    }

    @Test func `that is ended before it is done is waited for`() throws {
        var (journal, store) = try SQLiteJournal.open(path, synchronous: .full)

        store.put(leaseObject("a"), at: leaseKey("a"))
        try journal.end(journal.begin(store) {}, of: &store)

        #expect(journal.isKept(store))
        #expect(store.revision == 2)
    }

    @Test func `waits on another thread for a shell that writes`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        store.put(leaseObject("a"), at: leaseKey("a"))
        try journal.keep(&store)
        let shell = try RawDatabase(path)
        try shell.rows("BEGIN IMMEDIATE")

        store.put(leaseObject("b"), at: leaseKey("b"))
        let commit = journal.begin(store) { [done] in done.signal() }
        #expect(!commit.isDone)
        #expect(done.waitPatiently())

        #expect(throws: JournalError.busy(path: path)) { try journal.end(commit, of: &store) }
        #expect(store[leaseKey("b")] == nil)
        try shell.rows("ROLLBACK")
        store.put(leaseObject("b"), at: leaseKey("b"))
        try journal.keep(&store)
    }

    @Test func `is stored before the file is closed`() throws {
        var (journal, store) = try SQLiteJournal.open(path, synchronous: .full)
        for index in 0..<500 { store.put(leaseObject("\(index)"), at: leaseKey("\(index)")) }
        let commit = journal.begin(store) {}

        journal.close()

        #expect(commit.isDone)
        try journal.end(commit, of: &store)
        #expect(try SQLiteJournal.open(path).1.objects.count == 500)
    }

    @Test func `after the file was closed fails`() throws {
        var (journal, store) = try SQLiteJournal.open(path)
        journal.close()

        store.put(leaseObject("a"), at: leaseKey("a"))

        #expect(throws: JournalError.self) { try journal.keep(&store) }
        #expect(store.objects.isEmpty)
    }
}
