import GRDB
import GRDBSQLite
import SutureDomain

extension ViewsCheckpoint {
    /// `nil` if there is none, or if the tables were made by other definitions than these.
    static func stored(in database: Database) throws -> ViewsCheckpoint? {
        guard try database.tableExists("checkpoint"), try fingerprint(in: database) == ViewsSchema.fingerprint
        else { return nil }
        return try row(in: database)
    }

    /// The same, whatever definitions the tables were made by: for what it tells of the log.
    static func trace(in database: Database) throws -> ViewsCheckpoint? {
        try database.tableExists("checkpoint") ? row(in: database) : nil
    }

    private static func row(in database: Database) throws -> ViewsCheckpoint? {
        let statement = try database.cachedStatement(
            sql: "SELECT log_id, position, hash, command_id FROM checkpoint")
        let row = statement.sqliteStatement
        defer { sqlite3_reset(row) }
        guard sqlite3_step(row) == SQLITE_ROW else { return nil }
        let hash = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(row, 2), count: Int(sqlite3_column_bytes(row, 2)))
        return ViewsCheckpoint(
            logID: columnText(row, 0) ?? "", position: Position(sqlite3_column_int64(row, 1)),
            hash: [UInt8](hash), commandID: columnText(row, 3))
    }

    /// Read by itself and first: tables of another version may lack any column but this.
    private static func fingerprint(in database: Database) throws -> String? {
        try String.fetchOne(database.cachedStatement(sql: "SELECT fingerprint FROM checkpoint"))
    }

    func insert(into database: Database) throws {
        try database.execute(sql: "INSERT INTO checkpoint VALUES ('', 0, x'', '', NULL)")
        try update(in: database)
    }

    func update(in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE checkpoint SET log_id = ?1, position = ?2, fingerprint = ?3, command_id = ?4, hash = ?5
                """
        ).sqliteStatement
        let parameters = Parameters(of: statement)
        parameters.bind(logID, at: 1)
        parameters.bind(position.number, at: 2)
        parameters.bind(ViewsSchema.fingerprint, at: 3)
        try commandID.bind(to: parameters, at: 4)
        try hash.withUnsafeBytes { bytes in
            // The bytes outlive the statement's step, so SQLite need not copy them.
            sqlite3_bind_blob(statement, 5, bytes.baseAddress, Int32(bytes.count), nil)
            defer { sqlite3_bind_null(statement, 5) }
            try step(statement)
        }
    }
}
