/*
 * Preloaded into sutured by a test: while the file named by SHIFTED_CLOCK exists, the clock on the wall shows as many seconds
 * more as are written there; half an hour less if nothing is, and with @SECONDS that moment, for good. The kernel says that nobody keeps its clock right, unless the
 * file named by SYNCHRONISED_CLOCK exists.
 * Whoever waits on a condition until a time of that clock waits until the clock shows it, as with the kernel's own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static const long long shift_seconds_default = -1800;
static const long look_nanoseconds = 20000000L;

static int (*real_clock_gettime)(clockid_t, struct timespec *);
static int (*real_timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
static int (*real_cond_init)(pthread_cond_t *, const pthread_condattr_t *);

/* Conditions that hold to the monotonic clock. */
static pthread_cond_t *monotonic[256];
static int monotonic_count = 0;
static pthread_mutex_t monotonic_mutex = PTHREAD_MUTEX_INITIALIZER;

/* Called by each: others may be at work before this library is. */
static void find(void) {
    if (real_cond_init != NULL) return;
    real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    real_timedwait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    real_cond_init = dlvsym(RTLD_NEXT, "pthread_cond_init", "GLIBC_2.3.2");
}

/* Without a stream: who asks for the time may be in the middle of allocating memory. */
static void shift(struct timespec *time) {
    const char *trigger = getenv("SHIFTED_CLOCK");
    char text[32];
    int file = trigger != NULL ? open(trigger, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    text[count < 0 ? 0 : count] = 0;
    if (text[0] == '@') {
        time->tv_sec = atoll(text + 1);
        time->tv_nsec = 0;
    } else {
        time->tv_sec += count <= 0 ? shift_seconds_default : atoll(text);
    }
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    find();
    int result = real_clock_gettime(clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) shift(time);
    return result;
}

int adjtimex(struct timex *state) {
    const char *trigger = getenv("SYNCHRONISED_CLOCK");
    int is_synchronised = trigger != NULL && access(trigger, F_OK) == 0;
    state->status = is_synchronised ? 0 : STA_UNSYNC;
    return is_synchronised ? TIME_OK : TIME_ERROR;
}

int gettimeofday(struct timeval *time, void *zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) {
    clockid_t clock = CLOCK_REALTIME;
    find();
    if (attributes != NULL) pthread_condattr_getclock(attributes, &clock);
    pthread_mutex_lock(&monotonic_mutex);
    /* A condition may stand where another one was. */
    for (int i = 0; i < monotonic_count; i++)
        if (monotonic[i] == condition) monotonic[i--] = monotonic[--monotonic_count];
    if (clock == CLOCK_MONOTONIC && monotonic_count < 256) monotonic[monotonic_count++] = condition;
    pthread_mutex_unlock(&monotonic_mutex);
    return real_cond_init(condition, attributes);
}

static int is_monotonic(pthread_cond_t *condition) {
    int found = 0;
    pthread_mutex_lock(&monotonic_mutex);
    for (int i = 0; i < monotonic_count; i++) found |= monotonic[i] == condition;
    pthread_mutex_unlock(&monotonic_mutex);
    return found;
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *end) {
    find();
    if (is_monotonic(condition)) return real_timedwait(condition, mutex, end);
    for (;;) {
        struct timespec now, look;
        clock_gettime(CLOCK_REALTIME, &now);
        if (now.tv_sec > end->tv_sec || (now.tv_sec == end->tv_sec && now.tv_nsec >= end->tv_nsec)) return ETIMEDOUT;
        real_clock_gettime(CLOCK_REALTIME, &look);
        look.tv_nsec += look_nanoseconds;
        if (look.tv_nsec >= 1000000000L) {
            look.tv_sec++;
            look.tv_nsec -= 1000000000L;
        }
        int result = real_timedwait(condition, mutex, &look);
        if (result != ETIMEDOUT) return result;
    }
}
