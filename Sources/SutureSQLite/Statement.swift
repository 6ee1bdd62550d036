import GRDB
import GRDBSQLite

/// A prepared statement. It is used where its connection is, and does not outlive it.
package final class Statement {
    /// Of SQLite's own interface.
    package let sqliteStatement: OpaquePointer
    // It finalizes the statement.
    private let owner: GRDB.Statement

    init(_ owner: GRDB.Statement) {
        self.owner = owner
        sqliteStatement = owner.sqliteStatement
    }

    /// Gives the parameters their values, in their order.
    package func bind(_ arguments: [Argument]) {
        let parameters = Parameters(of: sqliteStatement)
        for (index, argument) in arguments.enumerated() {
            argument.bind(to: parameters, at: Int32(index + 1))
        }
    }

    /// Goes to the next row; behind the last one it is as before the first.
    package func next() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(sqliteStatement)
        if code == SQLITE_ROW { return true }
        reset()
        guard code == SQLITE_DONE else { throw SQLiteError(of: sqliteStatement, code) }
        return false
    }

    /// Ends before the last row.
    package func reset() { sqlite3_reset(sqliteStatement) }

    /// Whether the connection is in a transaction.
    package var isInTransaction: Bool { sqlite3_get_autocommit(sqlite3_db_handle(sqliteStatement)) == 0 }

    /// That it stands on.
    package var row: StoredRow { StoredRow(of: sqliteStatement) }
}

/// The value of a parameter.
package enum Argument {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    func bind(to parameters: Parameters, at index: Int32) {
        switch self {
        case .integer(let number): parameters.bind(number, at: index)
        case .text(let text): parameters.bind(text, at: index)
        case .bytes(let bytes): bytes.withUnsafeBytes { parameters.bind(copying: $0, at: index) }
        }
    }
}

extension SQLiteError {
    /// What a step of a statement ended with.
    init(of statement: OpaquePointer, _ code: Int32) {
        self.init(code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(statement))))
    }
}
