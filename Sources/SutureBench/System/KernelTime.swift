import Glibc

/// Times in nanoseconds, as the kernel keeps them.
enum KernelTime {
    /// Since some moment in the past, never set back.
    static func now() -> UInt64 { read(CLOCK_MONOTONIC) }

    static func seconds(since began: UInt64) -> Double { Double(now() - began) / 1e9 }

    /// The CPU time of this process, its kernel time included.
    static func cpuTime() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// The CPU time of another process; `nil` once it is gone.
    static func cpuTime(ofProcess id: Int32) -> UInt64? {
        var clock = clockid_t()
        guard clock_getcpuclockid(id, &clock) == 0 else { return nil }
        return read(clock)
    }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
