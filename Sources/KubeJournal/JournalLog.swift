/// The write-ahead log, which is copied to the database now and then and begins anew.
///
/// SQLite begins the log anew only when all of it was copied at the moment of a write: after the
/// shortest pause it is. When writes never pause, that moment must be made, with the little that is
/// left to copy.
struct JournalLog {
    private let database: SQLiteDatabase
    private let checkpointer: Checkpointer

    /// The length up to which SQLite keeps the file for the next log.
    static let bytesMax = 64 << 20

    /// How many pages are copied to the database at a time: each time waits for the disk.
    private static let copiedPages = 4000

    /// How many pages the log has when it is made to begin anew: what goes into the file as it is.
    private static let pagesMax = 16_000

    /// How many pages may then be left to copy.
    private static let leftPagesMax = 1000

    /// The log of `database`, whose pages `checkpointer` copies.
    init(of database: SQLiteDatabase, _ checkpointer: Checkpointer) {
        self.database = database
        self.checkpointer = checkpointer
    }

    /// Whether the next write waits for the disk: it begins the log anew, or has that made ready.
    var isAtEnd: Bool {
        let pages = database.logPageCount
        return pages >= Self.pagesMax || pages == checkpointer.copiedPageCount
    }

    /// Keeps the log from growing, after a write.
    func limit() {
        let pages = database.logPageCount
        // A log that was begun anew is shorter than what had been copied of the former one.
        let copied = checkpointer.copiedPageCount
        let left = copied <= pages ? pages - copied : pages
        guard pages >= Self.pagesMax else {
            if left >= Self.copiedPages { checkpointer.request() }
            return
        }
        if left <= Self.leftPagesMax {
            if let copied = database.checkpoint() { checkpointer.noteCopiedPages(copied) }
        } else {
            checkpointer.request()
        }
    }

    /// Has all of the log copied, so that it begins anew, which may be all the room there is.
    func makeRoom() {
        checkpointer.request()
    }
}
