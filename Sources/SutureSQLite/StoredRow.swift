import GRDBSQLite

/// The row that a statement stands on, where SQLite holds it.
package struct StoredRow {
    let statement: OpaquePointer

    package init(of statement: OpaquePointer) { self.statement = statement }

    package func isNull(at column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    package func isInteger(at column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_INTEGER
    }

    /// As SQLite makes it of whatever stands there.
    package func integer(at column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// - Throws: an ``SQLiteError`` that names the column, where a damaged file holds something else.
    package func requiredInteger(at column: Int32, _ name: String) throws -> Int64 {
        guard isInteger(at: column) else { throw SQLiteError(damage: "\(name) is no Int64") }
        return integer(at: column)
    }

    /// `nil` for NULL.
    package func text(at column: Int32) -> String? {
        guard let start = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// They stand until the row is left.
    package func bytes(at column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    /// `nil` where neither bytes nor a text stand, as in a damaged row.
    package func storedBytes(at column: Int32) -> [UInt8]? {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_BLOB, SQLITE_TEXT: Array(bytes(at: column))
        default: nil
        }
    }
}
