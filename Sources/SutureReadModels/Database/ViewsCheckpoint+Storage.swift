import SutureDomain
import SutureSQLite

extension ViewsCheckpoint {
    /// `nil` if there is none, or if the tables were made by other definitions than these.
    static func stored(in database: Database) throws -> ViewsCheckpoint? {
        guard try database.hasTable("checkpoint"), try fingerprint(in: database) == ViewsSchema.fingerprint
        else { return nil }
        return try row(in: database)
    }

    /// The same, whatever definitions the tables were made by: for what it tells of the log.
    static func trace(in database: Database) throws -> ViewsCheckpoint? {
        try database.hasTable("checkpoint") ? row(in: database) : nil
    }

    private static func row(in database: Database) throws -> ViewsCheckpoint? {
        try database.first("SELECT log_id, position, hash, command_id FROM checkpoint") { row in
            ViewsCheckpoint(
                logID: row.text(at: 0) ?? "", position: Position(row.integer(at: 1)),
                hash: Array(row.bytes(at: 2)), commandID: row.text(at: 3))
        }
    }

    /// Read by itself and first: tables of another version may lack any column but this.
    private static func fingerprint(in database: Database) throws -> String? {
        try database.text("SELECT fingerprint FROM checkpoint")
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
            // The bytes outlive the statement's step.
            parameters.bind(bytes: bytes, at: 5)
            defer { parameters.bindNull(at: 5) }
            try step(statement)
        }
    }
}
