package import SutureLog
package import SutureSystem

extension LogReader {
    /// Reads a `log.db`, whether or not somebody writes it; makes nothing. A folder that cannot be written is
    /// no obstacle as long as the whole log is in `log.db` itself.
    /// - Parameter noteDamage: told of damage that is met while the log is read, before whoever reads it is.
    package static func open(
        path: String, noteDamage: @escaping @Sendable (LogFailure) -> Void = { _ in }
    ) throws(LogFailure) -> LogReader {
        LogReader(try SQLiteLogEngine.open(path: path), noteDamage: noteDamage)
    }
}
