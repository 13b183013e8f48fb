/// The write-ahead log, which is copied to the database now and then and begins anew.
///
/// SQLite begins the log anew only when all of it was copied at the moment of a write: after the
/// shortest pause it is. When writes never pause, that moment must be made, with the little that is
/// left to copy.
struct JournalLog {
    private let database: SQLiteDatabase
    private let checkpointer: Checkpointer

    /// The length up to which SQLite keeps the file for the next log.
    static let bytesMax = 24 << 20

    /// How many pages are copied to the database at a time: each time waits for the disk.
    private static let copiedPages = 1500

    /// How many pages the log has when it is to begin anew: what goes into the file as it is.
    ///
    /// They are still in the system's memory when they are written over, and need not be read.
    private static let wantedPages = 6000

    /// How many pages may then be left to copy, for which a commit waits.
    private static let leftPagesMax = 500

    /// How many pages the log has when it begins anew whatever is left to copy.
    private static let pagesMax = 9000

    /// By how many bytes the log grows from one notice to the next.
    private static let noticedBytesStep = 100_000_000

    /// What a page takes in the log.
    private static let pageBytes = 4096 + 24

    /// How many notices were due when the last one was.
    private var noticeCount = 0

    /// Whether others, who read, kept the log from being copied when that was last tried.
    private var isHeldUp = false

    /// The log of `database`, whose pages `checkpointer` copies.
    init(of database: SQLiteDatabase, _ checkpointer: Checkpointer) {
        self.database = database
        self.checkpointer = checkpointer
    }

    /// Whether the next write is to wait for the disk: it begins the log anew, or makes that ready.
    var isAtEnd: Bool { isToEnd || database.logPageCount == checkpointer.copiedPageCount }

    /// Keeps the log from growing, after a write that may have waited for the disk, or not.
    mutating func limit(waits: Bool) {
        isHeldUp = false
        if waits, isToEnd {
            guard let copied = database.checkpoint() else { return }
            checkpointer.noteCopiedPages(copied)
            isHeldUp = copied < database.logPageCount
        } else if leftPageCount >= Self.copiedPages || database.logPageCount >= Self.wantedPages {
            checkpointer.request()
        }
    }

    /// How many bytes the log has, when it has grown by many since that was last said because others read;
    /// else nil.
    mutating func noticedBytes() -> Int? {
        let bytes = database.logPageCount * Self.pageBytes
        let count = bytes / Self.noticedBytesStep
        let isNew = count > noticeCount && isHeldUp
        // A log that was begun anew is told of again.
        if isNew || count < noticeCount { noticeCount = count }
        return isNew ? bytes : nil
    }

    /// Has all of the log copied, so that it begins anew, which may be all the room there is.
    func makeRoom() {
        checkpointer.request()
    }

    private var isToEnd: Bool {
        let pages = database.logPageCount
        return pages >= Self.wantedPages && leftPageCount <= Self.leftPagesMax
            || pages >= Self.pagesMax
    }

    /// How many pages are not copied yet.
    private var leftPageCount: Int {
        let pages = database.logPageCount
        // A log that was begun anew is shorter than what had been copied of the former one.
        let copied = checkpointer.copiedPageCount
        return copied <= pages ? pages - copied : pages
    }
}
