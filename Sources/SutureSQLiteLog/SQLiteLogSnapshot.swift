internal import GRDB
internal import SutureDomain
internal import SutureLog
internal import SutureSQLite
internal import SutureSystem

/// The SELECTs on the table of events, one for each way in which it is read.
struct SQLiteLogSnapshot: LogSnapshot {
    let database: Database
    let place: String

    func head(at position: Position?) throws(LogFailure) -> LogHead? {
        let columns = "SELECT position, hash, recorded_at FROM event"
        let rows =
            if let position {
                try rows("\(columns) WHERE position = ?", position.number)
            } else {
                try rows("\(columns) ORDER BY position DESC LIMIT 1")
            }
        defer { rows.end() }
        guard try rows.next() else { return nil }
        return LogHead(
            position: Position(rows.integer(0)), hash: Array(rows.bytes(1)),
            recordedAt: Instant(microseconds: rows.integer(2)))
    }

    func rows(
        after start: Position, through end: Position, _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) {
        let rows = try rows(
            """
            SELECT position, stream, version, previous, type, schema, occurred_on, recorded_at, data, metadata, hash
            FROM event WHERE position > ? AND position <= ? ORDER BY position
            """, start.number, end.number)
        defer { rows.end() }
        while try rows.next() {
            let row = EventRow(
                position: rows.integer(0), stream: rows.bytes(1), version: rows.integer(2),
                previous: rows.integer(3), type: rows.bytes(4), schema: rows.integer(5),
                occurredOn: rows.bytes(6), recordedAt: rows.integer(7), data: rows.bytes(8),
                metadata: rows.bytes(9), hash: rows.bytes(10))
            guard try body(row) else { return }
        }
    }

    func headers(before position: Position, limit: Int) throws(LogFailure) -> [EventHeader] {
        let rows = try rows(
            """
            SELECT position, stream, type, occurred_on, recorded_at FROM event
            WHERE position < ? ORDER BY position DESC LIMIT ?
            """, position.number, Int64(limit))
        defer { rows.end() }
        var headers: [EventHeader] = []
        while try rows.next() {
            headers.append(
                EventHeader(
                    position: Position(rows.integer(0)), stream: StreamName(recorded: text(rows, 1)),
                    type: EventType(text(rows, 2)),
                    // An event without a date cannot be decoded: whoever reads it says so.
                    occurredOn: PartialDate(utf8: rows.bytes(3)) ?? .unknown,
                    recordedAt: Instant(microseconds: rows.integer(4))))
        }
        return headers
    }

    private func rows(_ sql: String, _ arguments: Int64...) throws(LogFailure) -> Rows {
        try Rows(database, sql, arguments, place: place)
    }

    private func text(_ rows: Rows, _ column: Int32) -> String {
        String(decoding: rows.bytes(column), as: UTF8.self)
    }
}
