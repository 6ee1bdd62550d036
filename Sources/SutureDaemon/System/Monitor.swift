import Glibc

/// A lock, and a way to wait for what others do under it: the one place where a thread waits for a time.
///
/// How long is told by a clock that nobody can set. (Foundation's conditions hold to the clock on the wall:
/// set back by an hour, they wait an hour longer.)
final class Monitor: @unchecked Sendable {
    // Unchecked: both are made once, and are what keeps threads apart.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    // MARK: With the lock held

    /// Waits until another thread signals, and perhaps less long.
    func wait() { pthread_cond_wait(condition, mutex) }

    /// Waits until another thread signals, and perhaps less long.
    /// - Returns: False once the moment has come.
    func wait(until end: ContinuousClock.Instant) -> Bool {
        let rest = (end - .now).components
        guard rest.seconds >= 0, rest.attoseconds >= 0 else { return false }
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        let nanoseconds = moment.tv_nsec + Int(rest.attoseconds / 1_000_000_000)
        moment.tv_sec += Int(rest.seconds) + nanoseconds / 1_000_000_000
        moment.tv_nsec = nanoseconds % 1_000_000_000
        return pthread_cond_timedwait(condition, mutex, &moment) != ETIMEDOUT
    }

    /// Wakes one of those who wait.
    func signal() { pthread_cond_signal(condition) }

    /// Wakes all who wait.
    func broadcast() { pthread_cond_broadcast(condition) }
}
