import SutureDomain
import SutureLog
import SutureSQLite
import SutureSystem

/// The SELECTs on the table of events, one for each way in which it is read.
struct SQLiteLogSnapshot: LogSnapshot {
    let database: Database
    let place: String

    func head(at position: Position?) throws(LogFailure) -> LogHead? {
        let columns = "SELECT position, hash, recorded_at FROM event"
        var head: LogHead?
        try forEachRow(
            of: position == nil
                ? "\(columns) ORDER BY position DESC LIMIT 1" : "\(columns) WHERE position = ?",
            position.map { [$0.number] } ?? []
        ) { row in
            head = LogHead(
                position: Position(row.wholeNumber(at: 0)), hash: Array(row.bytes(at: 1)),
                recordedAt: Instant(microseconds: row.wholeNumber(at: 2)))
            return true
        }
        return head
    }

    func rows(
        after start: Position, through end: Position, _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) {
        try forEachRow(
            of: """
                SELECT position, stream, version, previous, type, schema, occurred_on, recorded_at, data, metadata, hash
                FROM event WHERE position > ? AND position <= ? ORDER BY position
                """, [start.number, end.number]
        ) { row throws(LogFailure) in
            try body(
                EventRow(
                    position: row.wholeNumber(at: 0), stream: row.bytes(at: 1),
                    version: row.wholeNumber(at: 2),
                    previous: row.wholeNumber(at: 3), type: row.bytes(at: 4), schema: row.wholeNumber(at: 5),
                    occurredOn: row.bytes(at: 6), recordedAt: row.wholeNumber(at: 7), data: row.bytes(at: 8),
                    metadata: row.bytes(at: 9), hash: row.bytes(at: 10)))
        }
    }

    func headers(before position: Position, limit: Int) throws(LogFailure) -> [EventHeader] {
        var headers: [EventHeader] = []
        try forEachRow(
            of: """
                SELECT position, stream, type, occurred_on, recorded_at FROM event
                WHERE position < ? ORDER BY position DESC LIMIT ?
                """, [position.number, Int64(limit)]
        ) { row in
            headers.append(
                EventHeader(
                    position: Position(row.wholeNumber(at: 0)), stream: StreamName(recorded: text(row, 1)),
                    type: EventType(text(row, 2)),
                    // An event without a date cannot be decoded: whoever reads it says so.
                    occurredOn: PartialDate(utf8: row.bytes(at: 3)) ?? .unknown,
                    recordedAt: Instant(microseconds: row.wholeNumber(at: 4))))
            return true
        }
        return headers
    }

    /// Shows rows until the body answers that it has seen enough. Behind the last one the statement is over.
    private func forEachRow(
        of sql: String, _ arguments: [Int64], _ body: (StoredRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) {
        let statement = try LogFailure.telling("read", in: place) { try database.cachedStatement(sql: sql) }
        statement.bind(arguments.map { .integer($0) })
        defer { statement.reset() }
        while try next(statement) {
            guard try body(statement.row) else { return }
        }
    }

    private func next(_ statement: Statement) throws(LogFailure) -> Bool {
        do {
            return try statement.next()
        } catch {
            throw LogFailure(SQLiteError(code: error.code), "read", in: place)
        }
    }

    private func text(_ row: StoredRow, _ column: Int32) -> String {
        String(decoding: row.bytes(at: column), as: UTF8.self)
    }
}

extension StoredRow {
    /// The least there is where no integer stands: SQLite makes zero of it, which may have stood there.
    fileprivate func wholeNumber(at column: Int32) -> Int64 {
        isInteger(at: column) ? integer(at: column) : .min
    }
}
