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
        let date = Date(timeIntervalSince1970: Double(instant.microseconds / 1_000_000))
        let offset = Int64(timeZone.secondsFromGMT(for: date)) * 1_000_000
        return Instant(microseconds: instant.microseconds + offset).day
    }
}
