/*
 * Preloaded into sutured by a test: while the file named by DYING_AT exists, calls that change log.db or keys.db, calls
 * that rename one of the databases, and calls that write to a socket, are counted; before the one whose number the file holds the process is killed. Each call that is
 * counted is a line of the file named by DYING_STEPS.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int step_count = 0;

static const char *name_at(const char *path) {
    static const char *const names[] = {"/log.db", "/log.db-wal", "/keys.db", "/keys.db-wal", "/views.db", "/views.db-wal"};
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t ending = strlen(names[i]);
        if (length > ending && strcmp(path + length - ending, names[i]) == 0) return names[i] + 1;
    }
    return NULL;
}

static const char *name_of(int descriptor, char path[PATH_MAX + 1]) {
    const char *name;
    char link[64];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, PATH_MAX);
    if (length < 0) return NULL;
    path[length] = 0;
    if (strncmp(path, "socket:", 7) == 0) return "socket";
    name = name_at(path);
    // The read models are derived: only their names are looked at.
    return name != NULL && strncmp(name, "views", 5) == 0 ? NULL : name;
}

static void count_step(const char *call, const char *name) {
    const char *trigger = getenv("DYING_AT"), *steps = getenv("DYING_STEPS");
    FILE *file;
    int last = 0;

    if (name == NULL || trigger == NULL || steps == NULL || access(trigger, F_OK) != 0) return;
    pthread_mutex_lock(&mutex);
    file = fopen(trigger, "r");
    if (file != NULL) {
        if (fscanf(file, "%d", &last) != 1) last = 0;
        fclose(file);
    }
    step_count++;
    file = fopen(steps, "a");
    if (file != NULL) {
        fprintf(file, "%s %s\n", call, name);
        fclose(file);
    }
    if (step_count == last) kill(getpid(), SIGKILL);
    pthread_mutex_unlock(&mutex);
}

static void count(const char *call, int descriptor) {
    char path[PATH_MAX + 1];
    count_step(call, name_of(descriptor, path));
}

int rename(const char *old, const char *new) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    count_step("rename", name_at(old));
    return real(old, new);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    count("write", descriptor);
    return real(descriptor, bytes, size, offset);
}

int fdatasync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    count("sync", descriptor);
    return real(descriptor);
}

int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    count("sync", descriptor);
    return real(descriptor);
}

int ftruncate64(int descriptor, off64_t length) {
    int (*real)(int, off64_t) = dlsym(RTLD_NEXT, "ftruncate64");
    count("truncate", descriptor);
    return real(descriptor, length);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    char path[PATH_MAX + 1];
    const char *name = name_of(descriptor, path);
    if (name != NULL && strcmp(name, "socket") == 0) count("write", descriptor);
    return real(descriptor, bytes, size);
}

ssize_t writev(int descriptor, const struct iovec *parts, int part_count) {
    ssize_t (*real)(int, const struct iovec *, int) = dlsym(RTLD_NEXT, "writev");
    count("write", descriptor);
    return real(descriptor, parts, part_count);
}
