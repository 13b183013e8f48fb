// The system's libsqlite3, and how the server has it write.
#include "GatheredLog.h"

#include <sqlite3.h>
