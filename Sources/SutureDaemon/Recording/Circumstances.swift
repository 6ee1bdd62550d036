import SutureDomain
import SutureLog

/// What is so while a batch is decided.
final class Circumstances {
    let keys: any PersonKeys
    /// One day for all of the batch.
    let today: Day
    /// What is so of the installation meanwhile; `nil` if the log's identity is no id of a record.
    let installation: InstallationFacts?
    /// On which day a moment was, in the configured time zone.
    let day: (Instant) -> Day
    /// Called now and then while a large batch is decided: it takes time, and the recorder is at work.
    let alive: () -> Void

    /// - Parameter lastRecordedAt: when the log's last event was recorded, as it says itself.
    init(
        at now: Instant, _ clock: Clock, of log: LogIdentity, lastRecordedAt: Instant, keys: any PersonKeys,
        alive: @escaping () -> Void = {}
    ) {
        self.keys = keys
        self.alive = alive
        today = clock.day(of: now)
        day = clock.day
        installation = Installation.ID(log.id).map {
            InstallationFacts(id: $0, now: now, lastRecordedAt: lastRecordedAt)
        }
    }
}
