import GRDB
import GRDBSQLite

/// What can be done through a connection, for as long as it is one's own. It is not kept.
package struct Database {
    private let database: GRDB.Database

    init(_ database: GRDB.Database) { self.database = database }

    /// Of SQLite's own interface.
    package var connection: OpaquePointer? { database.sqliteConnection }

    /// Runs statements that have no arguments, one after another.
    package func execute(sql: String) throws {
        try SQLiteError.translating { try database.execute(sql: sql) }
    }

    package func makeStatement(sql: String) throws -> Statement {
        try SQLiteError.translating { Statement(try database.makeStatement(sql: sql)) }
    }

    /// A statement that the connection keeps for the next time.
    package func cachedStatement(sql: String) throws -> Statement {
        try SQLiteError.translating { Statement(try database.cachedStatement(sql: sql)) }
    }

    /// All of the body is committed, or nothing of it. Another writer is waited for at the beginning.
    package func inTransaction(_ body: () throws -> Void) throws {
        try SQLiteError.translating {
            try database.inTransaction(.immediate) {
                try body()
                return .commit
            }
        }
    }

    /// Copies the write-ahead log into the database. That readers stand in the way is no error: it is tried
    /// again later.
    /// - Returns: whether it was finished.
    @discardableResult
    package func checkpoint(_ mode: CheckpointMode) throws(SQLiteError) -> Bool {
        let code = sqlite3_wal_checkpoint_v2(connection, nil, mode.rawValue, nil, nil)
        guard code != SQLITE_OK else { return true }
        let error = SQLiteError(code: code, message: String(cString: sqlite3_errmsg(connection)))
        guard error.isBusy else { throw error }
        return false
    }

    /// Writes a page as it is, with all that a commit takes: whether the file can be written.
    package func probe() throws {
        try execute(sql: "PRAGMA user_version = \(text("PRAGMA user_version") ?? "0")")
    }
}

/// Whom a checkpoint waits for.
package struct CheckpointMode: Sendable {
    let rawValue: Int32

    /// For nobody.
    package static let passive = CheckpointMode(rawValue: SQLITE_CHECKPOINT_PASSIVE)
    /// For readers, so that the file begins anew.
    package static let restart = CheckpointMode(rawValue: SQLITE_CHECKPOINT_RESTART)
    /// For readers, and nothing is left of the file.
    package static let truncate = CheckpointMode(rawValue: SQLITE_CHECKPOINT_TRUNCATE)
}

// MARK: Questions and changes that come once

extension Database {
    /// The first column of the first row; `nil` if there is no row, or it is NULL.
    package func text(_ sql: String, _ arguments: Argument...) throws -> String? {
        try first(sql, arguments) { $0.text(at: 0) } ?? nil
    }

    /// The first column of every row.
    package func texts(_ sql: String, _ arguments: Argument...) throws -> [String] {
        try rows(sql, arguments) { $0.text(at: 0) ?? "" }
    }

    /// Whether there is a row.
    package func has(_ sql: String, _ arguments: Argument...) throws -> Bool {
        try first(sql, arguments) { _ in true } ?? false
    }

    package func hasTable(_ name: String) throws -> Bool {
        try has("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", .text(name))
    }

    package func first<Value>(
        _ sql: String, _ arguments: [Argument] = [], _ read: (StoredRow) throws -> Value
    ) throws -> Value? {
        let statement = try cachedStatement(sql: sql)
        statement.bind(arguments)
        defer { statement.reset() }
        return try statement.next() ? read(statement.row) : nil
    }

    package func rows<Value>(
        _ sql: String, _ arguments: [Argument] = [], _ read: (StoredRow) throws -> Value
    ) throws -> [Value] {
        let statement = try cachedStatement(sql: sql)
        statement.bind(arguments)
        var values: [Value] = []
        try forEachRow(of: statement.sqliteStatement) { values.append(try read(statement.row)) }
        return values
    }

    /// Runs a statement that returns no rows.
    package func run(_ sql: String, _ arguments: Argument...) throws {
        let statement = try cachedStatement(sql: sql)
        statement.bind(arguments)
        try step(statement.sqliteStatement)
    }
}
