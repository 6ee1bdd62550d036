internal import GRDB
internal import GRDBSQLite
internal import SutureDomain
internal import SutureSystem

/// A prepared SELECT and the row it stands on, read straight through SQLite.
struct Rows {
    private let statement: OpaquePointer?
    // The statement must not be finalised while its rows are read.
    private let owner: Statement
    let place: String

    /// Begins a SELECT with these integers as its arguments. The statement is kept by the connection for the next time.
    init(_ db: Database, _ sql: String, _ arguments: [Int64] = [], place: String) throws(LogFailure) {
        do {
            owner = try db.cachedStatement(sql: sql)
        } catch {
            throw LogFailure(error, "read", in: place)
        }
        statement = owner.sqliteStatement
        self.place = place
        sqlite3_reset(statement)
        for (index, argument) in arguments.enumerated() {
            sqlite3_bind_int64(statement, Int32(index + 1), argument)
        }
    }

    /// Goes to the next row. Behind the last one the statement, and with it the read transaction, is over.
    func next() throws(LogFailure) -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(statement)
        guard code == SQLITE_DONE else {
            throw LogFailure(sqlite: code, message: String(cString: sqlite3_errstr(code)), "read", in: place)
        }
        return false
    }

    /// Ends before the last row.
    func end() { sqlite3_reset(statement) }

    /// The least there is where no integer stands: SQLite would make zero of it, which may be what stood there before.
    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_type(statement, column) == SQLITE_INTEGER
            ? sqlite3_column_int64(statement, column) : .min
    }

    /// They stand until the row is left.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}
