import CKernelClock
import Glibc
import SutureDomain
import SutureReadModels
import Synchronization

/// The one place where the daemon asks for the time: of dates, of deadlines, and of the stamps of events.
final class Clock: Sendable {
    /// By how much the system's clock may be behind the last stamp and be taken for the same time:
    /// corrections of a clock that is kept right are smaller.
    static let standstillSecondsMax: Int64 = 60

    let zone: Zone
    /// When the last event was recorded, as the log says, in microseconds.
    private let lastStamp = Atomic(Int64.min)

    init(zone: Zone) { self.zone = zone }

    /// Takes note of when the last event was recorded.
    func note(lastRecordedAt: Instant) {
        lastStamp.store(lastRecordedAt.microseconds, ordering: .relaxed)
    }

    /// What the system says; a little behind the last stamp it stands still there. Further behind the stamp
    /// is not believed: no date and no deadline is taken from it.
    var now: Instant {
        let system = system
        let last = Instant(microseconds: lastStamp.load(ordering: .relaxed))
        let behind = last.microseconds(since: system)
        return (0...Clock.standstillSecondsMax * 1_000_000).contains(behind) ? last : system
    }

    /// What the system says.
    var system: Instant { Clock.read(CLOCK_REALTIME) }

    /// How long the machine has been running, asleep or not: nobody sets this clock.
    var sinceBoot: Instant { Clock.read(CLOCK_BOOTTIME) }

    /// Whether something keeps the clock right, as the kernel says. In the service's sandbox, which lets
    /// nobody near the clock, systemd-timesyncd's word stands for the kernel's; `nil` where there is neither.
    var isSynchronised: Bool? {
        switch suture_clock_is_synchronised() {
        case 1: true
        case 0: false
        default: access(Clock.timesyncMark, F_OK) == 0 ? true : nil
        }
    }

    /// Touched by systemd-timesyncd whenever it has set the clock right (systemd-timesyncd.service(8)).
    private static let timesyncMark = "/run/systemd/timesync/synchronized"

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The day of the instant in the configured time zone.
    func day(of instant: Instant) -> Day {
        let offset = zone.offset(at: instant.microseconds / 1_000_000) * 1_000_000
        return instant.adding(microseconds: offset).day
    }

    /// The last moment of the day in the configured time zone.
    func end(of day: Day) -> Instant {
        let midnight = Int64(day.adding(days: 1).number) * 86_400
        // The offset of the zone is that of the moment itself, which the offset of a guess leads to.
        let guess = midnight - zone.offset(at: midnight)
        return Instant(microseconds: (midnight - zone.offset(at: guess)) * 1_000_000 - 1)
    }

    /// For which moment it is told what is due and what is late, when somebody looks at that one: the end of
    /// the day in the world, else the instant in the log, which has passed. A position is no time of the
    /// clock: it is told for now.
    func present(at moment: Moment) -> Instant {
        if let asOf = moment.asOf { return end(of: asOf) }
        if case .instant(let instant)? = moment.knownAt { return min(instant, now) }
        return now
    }
}
