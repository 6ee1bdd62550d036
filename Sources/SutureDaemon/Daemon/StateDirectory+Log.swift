import Foundation
import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureSystem

/// Which parts keeps the log: it is named here, and nowhere else in the daemon.
extension StateDirectory {
    /// Whether ``openLog(at:)`` would make a log.
    func isLogMissing() throws(LogFailure) -> Bool { try SQLiteEventLog.isMissing(path: log) }

    /// The log, for its one writer. If there is none, one is made.
    /// - Parameter now: when a log is made that is made now.
    func openLog(at now: Instant) throws(LogFailure) -> any EventLog {
        try SQLiteEventLog.open(
            path: log, newIdentity: LogIdentity(id: UUID().uuidString.lowercased(), createdAt: now))
    }
}
