/*
 * Preloaded into sutured by a test: while the file named by LOSING_AT exists, log.db-wal goes to the name LOSING_TO just before
 * it is synced: what is being committed stands in a file that is not where it belongs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fdatasync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    const char *trigger = getenv("LOSING_AT"), *place = getenv("LOSING_TO"), *ending = "/log.db-wal";
    char link[64], path[PATH_MAX + 1];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, PATH_MAX);
    if (length > (ssize_t)strlen(ending) && trigger != NULL && place != NULL && access(trigger, F_OK) == 0) {
        path[length] = 0;
        if (strcmp(path + length - strlen(ending), ending) == 0) rename(path, place);
    }
    return real(descriptor);
}
