import GRDB

/// A connection to a database, which one thread uses at a time while the others wait.
///
/// What writes is a `DatabaseQueue` of GRDB's: its pool sets `synchronous` after everything else.
package final class Connection: Sendable {
    private let queue: DatabaseQueue

    /// Opens the file, or makes it where it is not there and is to be written.
    /// - Throws: an ``SQLiteError``, or ``Unsettled`` if a setting is not in force.
    package init(path: String, _ settings: ConnectionSettings) throws {
        queue = try SQLiteError.translating {
            let queue = try DatabaseQueue(path: path, configuration: settings.configuration())
            try queue.inDatabase { try settings.requireInForce(Database($0)) }
            return queue
        }
    }

    /// Runs outside of any transaction.
    package func inDatabase<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try SQLiteError.translating { try queue.inDatabase { try body(Database($0)) } }
    }

    /// Runs in a transaction in which nothing can be changed: all that is read is of one state.
    package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try SQLiteError.translating { try queue.read { try body(Database($0)) } }
    }

    /// Copies the whole database into another one.
    package func backup(to other: Connection) throws {
        try SQLiteError.translating { try queue.backup(to: other.queue) }
    }

    package func close() throws { try SQLiteError.translating { try queue.close() } }
}

/// Some connections to a database that is read, each used by one thread at a time.
package final class ReadingConnections: Sendable {
    private let pool: DatabasePool

    /// - Parameter countMax: how many there are at most; who comes when all are in use waits.
    package init(path: String, _ settings: ConnectionSettings, countMax: Int) throws {
        pool = try SQLiteError.translating {
            try DatabasePool(path: path, configuration: settings.configuration(readerCountMax: countMax))
        }
    }

    /// Runs in a transaction: all that is read is of one state.
    package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try SQLiteError.translating { try pool.read { try body(Database($0)) } }
    }

    package func close() throws { try SQLiteError.translating { try pool.close() } }
}
