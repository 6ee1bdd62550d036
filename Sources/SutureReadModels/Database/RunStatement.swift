import GRDB
import GRDBSQLite

/// Runs a statement that returns no rows, and makes it ready for the next time.
func step(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw failure(of: statement, code) }
}

/// Runs a query and looks at each of its rows; the statement is ready for the next time afterwards.
func forEachRow(of statement: OpaquePointer, _ look: () throws -> Void) throws {
    defer { sqlite3_reset(statement) }
    while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: try look()
        case SQLITE_DONE: return
        case let code: throw failure(of: statement, code)
        }
    }
}

/// A text of the row that the statement stands on; `nil` for NULL.
func columnText(_ statement: OpaquePointer, _ index: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, index) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}

private func failure(of statement: OpaquePointer, _ code: Int32) -> DatabaseError {
    DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(statement))))
}
