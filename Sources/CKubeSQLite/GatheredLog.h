// A way to the files of a database that writes all pages which a transaction adds to the write-ahead
// log at once. SQLite itself writes each page with two system calls, which take longer than what is
// done in between.
//
// Whatever does not go to the end of the log is passed on as it comes. What does is held back until
// the page that completes the transaction: that call writes it all, and returns what came of it. So
// SQLite never believes that something is in the file which is not.
#include <sqlite3.h>
#include <string.h>

// How much is held back at most; SQLite writes no more than 128 KiB at once.
enum { csqlite_gathered_max = 1 << 16 };

// The length of what the format of the log has before each page; of it bytes 4 to 7 are 0 unless the
// page completes a transaction.
enum { csqlite_page_header = 24 };

// The log of one connection. SQLite's own file lies behind it in memory.
typedef struct {
    sqlite3_file methods;
    // Where what is written goes to the end of the log.
    sqlite3_int64 end;
    // How much of that is held back.
    int count;
    // Whether the page whose header came last completes a transaction.
    int completes;
    unsigned char *bytes;
} csqlite_log;

static inline sqlite3_file *csqlite_file(sqlite3_file *file) {
    return (sqlite3_file *)((csqlite_log *)file + 1);
}

// Writes what was held back.
static inline int csqlite_flush(sqlite3_file *file) {
    csqlite_log *log = (csqlite_log *)file;
    if (log->count == 0) return SQLITE_OK;
    sqlite3_file *real = csqlite_file(file);
    int count = log->count;
    log->count = 0;
    int code = real->pMethods->xWrite(real, log->bytes, count, log->end);
    if (code == SQLITE_OK) log->end += count;
    return code;
}

// Writes what does not go to the end of the log, or is too long to be held back.
static inline int csqlite_pass(
    sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    csqlite_log *log = (csqlite_log *)file;
    sqlite3_file *real = csqlite_file(file);
    int code = real->pMethods->xWrite(real, bytes, count, offset);
    // A log that begins anew is shorter than it was; another program may have made it longer.
    int isLast = offset == 0 || offset + count > log->end;
    if (code == SQLITE_OK && isLast) log->end = offset + count;
    return code;
}

static inline int csqlite_write(
    sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    csqlite_log *log = (csqlite_log *)file;
    int isHeader = count == csqlite_page_header;
    if (isHeader) {
        static const unsigned char none[4];
        log->completes = memcmp((const char *)bytes + 4, none, sizeof none) != 0;
    }
    if (offset != log->end + log->count || log->count + count > csqlite_gathered_max) {
        int code = csqlite_flush(file);
        if (code != SQLITE_OK) return code;
        if (offset != log->end || count > csqlite_gathered_max)
            return csqlite_pass(file, bytes, count, offset);
    }
    memcpy(log->bytes + log->count, bytes, count);
    log->count += count;
    return log->completes && !isHeader ? csqlite_flush(file) : SQLITE_OK;
}

static inline int csqlite_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = csqlite_flush(file);
    sqlite3_file *real = csqlite_file(file);
    return code != SQLITE_OK ? code : real->pMethods->xRead(real, bytes, count, offset);
}

static inline int csqlite_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int code = csqlite_flush(file);
    sqlite3_file *real = csqlite_file(file);
    return code != SQLITE_OK ? code : real->pMethods->xTruncate(real, size);
}

static inline int csqlite_sync(sqlite3_file *file, int flags) {
    int code = csqlite_flush(file);
    sqlite3_file *real = csqlite_file(file);
    return code != SQLITE_OK ? code : real->pMethods->xSync(real, flags);
}

static inline int csqlite_size(sqlite3_file *file, sqlite3_int64 *size) {
    int code = csqlite_flush(file);
    sqlite3_file *real = csqlite_file(file);
    return code != SQLITE_OK ? code : real->pMethods->xFileSize(real, size);
}

static inline int csqlite_close(sqlite3_file *file) {
    int code = csqlite_flush(file);
    sqlite3_file *real = csqlite_file(file);
    int closed = real->pMethods->xClose(real);
    sqlite3_free(((csqlite_log *)file)->bytes);
    return code != SQLITE_OK ? code : closed;
}

static inline int csqlite_lock(sqlite3_file *file, int lock) {
    return csqlite_file(file)->pMethods->xLock(csqlite_file(file), lock);
}

static inline int csqlite_unlock(sqlite3_file *file, int lock) {
    return csqlite_file(file)->pMethods->xUnlock(csqlite_file(file), lock);
}

static inline int csqlite_is_reserved(sqlite3_file *file, int *result) {
    return csqlite_file(file)->pMethods->xCheckReservedLock(csqlite_file(file), result);
}

static inline int csqlite_control(sqlite3_file *file, int operation, void *argument) {
    return csqlite_file(file)->pMethods->xFileControl(csqlite_file(file), operation, argument);
}

static inline int csqlite_sector_size(sqlite3_file *file) {
    return csqlite_file(file)->pMethods->xSectorSize(csqlite_file(file));
}

static inline int csqlite_characteristics(sqlite3_file *file) {
    return csqlite_file(file)->pMethods->xDeviceCharacteristics(csqlite_file(file));
}

// Opens a file; of all files only the log is not as SQLite has it.
static inline int csqlite_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags) {
    (void)vfs;
    static const sqlite3_io_methods methods = {
        1, csqlite_close, csqlite_read, csqlite_write, csqlite_truncate, csqlite_sync,
        csqlite_size, csqlite_lock, csqlite_unlock, csqlite_is_reserved, csqlite_control,
        csqlite_sector_size, csqlite_characteristics, 0, 0, 0, 0, 0, 0,
    };
    // This way is not the one that is found without a name.
    sqlite3_vfs *system = sqlite3_vfs_find(0);
    if (!(flags & SQLITE_OPEN_WAL)) return system->xOpen(system, name, file, flags, outFlags);
    csqlite_log *log = (csqlite_log *)file;
    *log = (csqlite_log){.bytes = sqlite3_malloc(csqlite_gathered_max)};
    csqlite_file(file)->pMethods = 0;
    if (log->bytes == 0) return SQLITE_NOMEM;
    int code = system->xOpen(system, name, csqlite_file(file), flags, outFlags);
    if (csqlite_file(file)->pMethods != 0) {
        log->methods.pMethods = &methods;
    } else {
        sqlite3_free(log->bytes);
    }
    return code;
}

// Makes the way known to SQLite under the name that is returned; to be called once. Null when there is
// no other way that it could use.
static inline const char *csqlite_register_gathered_log(void) {
    static sqlite3_vfs vfs;
    sqlite3_vfs *system = sqlite3_vfs_find(0);
    if (system == 0) return 0;
    vfs = *system;
    vfs.zName = "gathered-log";
    vfs.pNext = 0;
    vfs.szOsFile = (int)sizeof(csqlite_log) + system->szOsFile;
    vfs.xOpen = csqlite_open;
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? vfs.zName : 0;
}
