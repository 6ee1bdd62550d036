/*
 * Preloaded into sutured by a test: while the file named by FAILING_SYNC exists, fsync and fdatasync of a file whose
 * name ends in "log.db-wal" fail with EIO.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_to_fail(int descriptor) {
    const char *trigger = getenv("FAILING_SYNC");
    const char *ending = "/log.db-wal";
    char link[64], path[PATH_MAX + 1];
    ssize_t length;

    if (trigger == NULL || access(trigger, F_OK) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, PATH_MAX);
    if (length < 0) return 0;
    path[length] = 0;
    return (size_t)length > strlen(ending) && strcmp(path + length - strlen(ending), ending) == 0;
}

static int forward(const char *name, int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (is_to_fail(descriptor)) {
        errno = EIO;
        return -1;
    }
    return real(descriptor);
}

int fsync(int descriptor) { return forward("fsync", descriptor); }
int fdatasync(int descriptor) { return forward("fdatasync", descriptor); }
