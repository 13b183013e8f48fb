// The system's libsqlite3, and the one macro of it that Swift cannot see.
#include <sqlite3.h>

// Tells SQLite to copy what it is given.
static inline sqlite3_destructor_type csqlite_transient(void) {
    return SQLITE_TRANSIENT;
}
