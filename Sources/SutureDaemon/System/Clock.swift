package import Foundation
package import SutureDomain

/// The one place where the daemon asks for the time.
package struct Clock: Sendable {
    private let timeZone: TimeZone

    package init(timeZone: TimeZone) { self.timeZone = timeZone }

    package var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The day of the instant in the configured time zone.
    package func day(of instant: Instant) -> Day {
        let offset = offset(at: instant.microseconds / 1_000_000) * 1_000_000
        return Instant(microseconds: instant.microseconds + offset).day
    }

    /// The last moment of the day in the configured time zone.
    package func end(of day: Day) -> Instant {
        let midnight = Int64(day.adding(days: 1).number) * 86_400
        // The offset of the zone is that of the moment itself, which the offset of a guess leads to.
        let guess = midnight - offset(at: midnight)
        return Instant(microseconds: (midnight - offset(at: guess)) * 1_000_000 - 1)
    }

    /// In seconds, to the east of UTC.
    private func offset(at seconds: Int64) -> Int64 {
        Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
}
