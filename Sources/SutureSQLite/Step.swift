import GRDBSQLite

/// Runs a statement that returns no rows, and makes it ready for the next time.
package func step(_ statement: OpaquePointer) throws(SQLiteError) {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw SQLiteError(of: statement, code) }
}

/// Runs a query and looks at each of its rows; the statement is ready for the next time afterwards.
package func forEachRow(of statement: OpaquePointer, _ look: () throws -> Void) throws {
    defer { sqlite3_reset(statement) }
    while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: try look()
        case SQLITE_DONE: return
        case let code: throw SQLiteError(of: statement, code)
        }
    }
}
