import GRDB
import GRDBSQLite
package import SutureDomain

/// The last event of a stream.
package struct StreamHead: Hashable, Sendable {
    package let version: StreamVersion
    package let position: Position

    package init(version: StreamVersion, position: Position) {
        self.version = version
        self.position = position
    }
}

/// What became of a command that its client named.
package struct StoredReceipt: Hashable, Sendable {
    package let digest: String
    /// Of the command's first event.
    package let first: Position
    package let last: Position

    package init(digest: String, first: Position, last: Position) {
        self.digest = digest
        self.first = first
        self.last = last
    }
}

/// What the recorder looks up in the views: heads, receipts and candidates.
package final class ViewIndex: Sendable {
    private let queue: DatabaseQueue

    /// Opens a connection of its own, after the tables were made.
    package init(path: String) throws { queue = try ViewsConnection.reader(path: path, unseal: nil) }

    package func head(of stream: StreamName) throws -> StreamHead? {
        try first(sql: "SELECT version, position FROM stream_head WHERE stream = ?", [stream]) { row in
            StreamHead(
                version: StreamVersion(sqlite3_column_int64(row, 0)),
                position: Position(sqlite3_column_int64(row, 1)))
        }
    }

    package func receipt(of commandID: String) throws -> StoredReceipt? {
        try first(
            sql: "SELECT digest, first_position, last_position FROM receipt WHERE command_id = ?", [commandID]
        ) { row in
            StoredReceipt(
                digest: columnText(row, 0) ?? "", first: Position(sqlite3_column_int64(row, 1)),
                last: Position(sqlite3_column_int64(row, 2)))
        }
    }

    /// Records that may answer the question, perhaps more than do: their exact state decides.
    package func candidates(for lookup: Lookup) throws -> [StreamName] {
        switch lookup {
        case .name(let text):
            try streams(
                sql: """
                    SELECT DISTINCT record FROM search_term
                    WHERE term = ? AND NOT sealed AND type IN ('name', 'alias')
                    """, text)
        case .enrolment(let person, _):
            try streams(sql: "SELECT 'student/' || id FROM student WHERE person = ?", person)
        case .appointment(let person, _), .instructorship(let person, _):
            try streams(sql: "SELECT 'instructor/' || id FROM instructor WHERE person = ?", person)
        }
    }

    /// The greatest number of an id that was assigned to a person (`P-0042`: 42); zero if there is none.
    package func highestAssignedPerson() throws -> Int {
        let sql = """
            SELECT max(CAST(substr(id, 3) AS INTEGER)) FROM person
            WHERE (id GLOB 'P-[0-9][0-9][0-9][0-9]' OR id GLOB 'P-[1-9][0-9][0-9][0-9][0-9]*')
                AND substr(id, 3) NOT GLOB '*[^0-9]*' AND length(id) <= 11
            """
        return try first(sql: sql, []) { Int(sqlite3_column_int64($0, 0)) } ?? 0
    }

    private func streams(sql: String, _ argument: any ColumnValue) throws -> [StreamName] {
        try all(sql: sql, [argument]) { StreamName(recorded: columnText($0, 0) ?? "") }
    }

    private func first<Result>(
        sql: String, _ arguments: [any ColumnValue], _ read: (OpaquePointer) -> Result
    ) throws -> Result? {
        try all(sql: sql, arguments, read).first
    }

    private func all<Result>(
        sql: String, _ arguments: [any ColumnValue], _ read: (OpaquePointer) -> Result
    ) throws -> [Result] {
        try queue.inDatabase { database in
            let statement = try database.cachedStatement(sql: sql).sqliteStatement
            var results: [Result] = []
            try forEachRow(of: statement, arguments, in: database) { results.append(read(statement)) }
            return results
        }
    }
}

/// Runs a query and looks at each of its rows; the statement is ready for the next time afterwards.
func forEachRow(
    of statement: OpaquePointer, _ arguments: [any ColumnValue], in database: Database,
    _ look: () throws -> Void
) throws {
    defer { sqlite3_reset(statement) }
    for (index, argument) in arguments.enumerated() {
        try argument.bind(into: statement, at: Int32(index + 1))
    }
    while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: try look()
        case SQLITE_DONE: return
        case let code:
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
        }
    }
}
