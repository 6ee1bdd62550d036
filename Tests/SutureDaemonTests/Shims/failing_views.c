/*
 * Preloaded into sutured by a test: while the file named by FAILING_VIEWS exists, what is written to views.db, or to a file beside it
 * whose name begins so, fails with EIO.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_to_fail(int descriptor) {
    const char *trigger = getenv("FAILING_VIEWS");
    char link[64], path[PATH_MAX + 1];
    ssize_t length;

    if (trigger == NULL || access(trigger, F_OK) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, PATH_MAX);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "/views.db") != NULL;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    if (is_to_fail(descriptor)) {
        errno = EIO;
        return -1;
    }
    return real(descriptor, bytes, size, offset);
}
