import GRDB
import GRDBSQLite
import SutureDomain

extension ViewsCheckpoint {
    /// `nil` if there is none, or if the tables were made by other definitions than these.
    static func stored(in database: Database) throws -> ViewsCheckpoint? {
        guard try database.tableExists("checkpoint") else { return nil }
        let statement = try database.cachedStatement(
            sql: "SELECT log_id, position, hash, fingerprint FROM checkpoint")
        let row = statement.sqliteStatement
        defer { sqlite3_reset(row) }
        guard sqlite3_step(row) == SQLITE_ROW, columnText(row, 3) == ViewsSchema.fingerprint else {
            return nil
        }
        let hash = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(row, 2), count: Int(sqlite3_column_bytes(row, 2)))
        return ViewsCheckpoint(
            logID: columnText(row, 0) ?? "", position: Position(sqlite3_column_int64(row, 1)),
            hash: [UInt8](hash))
    }

    func insert(into database: Database) throws {
        try database.execute(sql: "INSERT INTO checkpoint VALUES ('', 0, x'', '')")
        try update(in: database)
    }

    func update(in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE checkpoint SET log_id = ?1, position = ?2, hash = ?3, fingerprint = ?4")
        let pointer = statement.sqliteStatement
        logID.bind(into: pointer, at: 1)
        position.bind(into: pointer, at: 2)
        ViewsSchema.fingerprint.bind(into: pointer, at: 4)
        try hash.withUnsafeBytes { bytes in
            // The bytes outlive the statement's step, so SQLite need not copy them.
            sqlite3_bind_blob(pointer, 3, bytes.baseAddress, Int32(bytes.count), nil)
            defer { sqlite3_bind_null(pointer, 3) }
            try step(pointer, in: database)
        }
    }
}

/// A text of the row that the statement stands on; `nil` for NULL.
func columnText(_ statement: OpaquePointer, _ index: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, index) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}
