import SutureSQLite
import SutureSystem

extension Connection {
    /// Looks into a database that others may write, without changing anything.
    /// - Returns: `nil` if a first start was killed: what it has to take back is all there is.
    static func looking<Value>(
        into path: String, _ operation: String, busyTimeoutMilliseconds: Int,
        _ body: (Database) throws -> Value
    ) throws(LogFailure) -> Value? {
        try LogFailure.telling(operation, in: path) {
            do {
                let connection = try Connection(
                    path: path,
                    ConnectionSettings(busyTimeoutMilliseconds: busyTimeoutMilliseconds, isReadOnly: true))
                let value = try connection.read(body)
                try connection.close()
                return value
            } catch let error as SQLiteError where error.needsRollback {
                return nil
            }
        }
    }
}
