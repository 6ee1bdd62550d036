import SutureDomain
import SutureLog

extension InstallationFacts {
    /// What is so of the installation whose log that is; `nil` where its identity is none that can be recorded of.
    init?(of log: LogIdentity, at now: Instant, lastRecordedAt: Instant) {
        guard let id = Installation.ID(log.id) else { return nil }
        self.init(id: id, now: now, lastRecordedAt: lastRecordedAt)
    }
}
