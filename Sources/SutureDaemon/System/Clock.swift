import Foundation
package import SutureDomain
package import SutureReadModels

/// The one place where the daemon asks for the time.
package struct Clock: Sendable {
    package let zone: Zone

    package init(zone: Zone) { self.zone = zone }

    package var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The day of the instant in the configured time zone.
    package func day(of instant: Instant) -> Day {
        let offset = zone.offset(at: instant.microseconds / 1_000_000) * 1_000_000
        return instant.adding(microseconds: offset).day
    }

    /// The last moment of the day in the configured time zone.
    package func end(of day: Day) -> Instant {
        let midnight = Int64(day.adding(days: 1).number) * 86_400
        // The offset of the zone is that of the moment itself, which the offset of a guess leads to.
        let guess = midnight - zone.offset(at: midnight)
        return Instant(microseconds: (midnight - zone.offset(at: guess)) * 1_000_000 - 1)
    }

    /// For which moment it is told what is due and what is late, when somebody looks at that one: the end of the day in
    /// the world, else the instant in the log, which has passed. A position is no time of the clock: it is told for now.
    package func present(at moment: Moment) -> Instant {
        if let asOf = moment.asOf { return end(of: asOf) }
        if case .instant(let instant)? = moment.knownAt { return min(instant, now) }
        return now
    }
}
