/*
 * Preloaded into sutured by a test: whenever log.db-wal was synced, how long it was by then is written into the file named by
 * NOTING_SYNC, eight bytes in the machine's order. What is behind that a power failure may take.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int length_of_log(int descriptor, int64_t *length) {
    const char *ending = "/log.db-wal";
    char link[64], path[PATH_MAX + 1];
    struct stat status;
    ssize_t count;

    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    count = readlink(link, path, PATH_MAX);
    if (count < 0) return 0;
    path[count] = 0;
    if ((size_t)count <= strlen(ending) || strcmp(path + count - strlen(ending), ending) != 0) return 0;
    if (fstat(descriptor, &status) != 0) return 0;
    *length = status.st_size;
    return 1;
}

static int forward(const char *name, int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    const char *place = getenv("NOTING_SYNC");
    int64_t length = 0;
    int is_log = place != NULL && length_of_log(descriptor, &length);
    int result = real(descriptor);

    if (is_log && result == 0) {
        int file = open(place, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0) {
            ssize_t ignored = pwrite(file, &length, sizeof length, 0);
            (void)ignored;
            close(file);
        }
    }
    return result;
}

int fsync(int descriptor) { return forward("fsync", descriptor); }
int fdatasync(int descriptor) { return forward("fdatasync", descriptor); }
