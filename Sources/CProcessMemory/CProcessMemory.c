#include "CProcessMemory.h"

#include <sqlite3.h>

void suture_prepare_memory(void) {
    // It can fail only where a database is open already, and then the figures are counted on.
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
