internal import GRDB
internal import SutureDomain

/// The SELECTs on the table of events, one for each way in which it is read.
enum EventRows {
    private static let columns =
        "position, stream, version, previous, type, schema, occurred_on, recorded_at, data, metadata, hash"

    static func head(in db: Database, place: String) throws(LogFailure) -> LogHead? {
        let rows = try Rows(
            db, "SELECT position, hash, recorded_at FROM event ORDER BY position DESC LIMIT 1", place: place)
        defer { rows.end() }
        guard try rows.next() else { return nil }
        return LogHead(
            position: Position(rows.integer(0)), hash: rows.blob(1),
            recordedAt: Instant(microseconds: rows.integer(2)))
    }

    static func event(
        in db: Database, place: String, at position: Position
    ) throws(LogFailure) -> RecordedEvent? {
        let rows = try Rows(
            db, "SELECT \(columns) FROM event WHERE position = ?", [position.number], place: place)
        defer { rows.end() }
        return try rows.next() ? event(rows) : nil
    }

    static func page(
        in db: Database, place: String, after: Position, limit: Int, where filter: EventFilter
    ) throws(LogFailure) -> EventPage {
        var page = EventPage(events: [], through: after)
        guard limit > 0 else { return page }
        // Positions have no gaps: a range of them bounds the rows that are looked at.
        let last = after.number.addingReportingOverflow(Int64(EventPage.scanCountMax))
        let rows = try Rows(
            db, "SELECT \(columns) FROM event WHERE position > ? AND position <= ? ORDER BY position",
            [after.number, last.overflow ? .max : last.partialValue], place: place)
        defer { rows.end() }
        var byteCount = 0
        while page.events.count < limit, try rows.next() {
            if filter.admits(stream: stream(rows), type: type(rows)) {
                byteCount += rows.byteCount(8) + rows.byteCount(9)
                if byteCount > EventPage.payloadByteCountMax, !page.events.isEmpty { break }
                page.events.append(try event(rows))
            }
            page.through = Position(rows.integer(0))
        }
        return page
    }

    static func headers(
        in db: Database, place: String, before: Position, limit: Int
    ) throws(LogFailure) -> [EventHeader] {
        let rows = try Rows(
            db,
            """
            SELECT position, stream, type, occurred_on, recorded_at FROM event
            WHERE position < ? ORDER BY position DESC LIMIT ?
            """, [before.number, Int64(limit)], place: place)
        defer { rows.end() }
        var headers: [EventHeader] = []
        while try rows.next() {
            headers.append(
                EventHeader(
                    position: Position(rows.integer(0)), stream: StreamName(recorded: rows.text(1)),
                    type: EventType(rows.text(2)), occurredOn: try date(rows, column: 3),
                    recordedAt: Instant(microseconds: rows.integer(4))))
        }
        return headers
    }

    /// When the event at that position was recorded.
    static func recordedAt(
        in db: Database, place: String, at position: Position
    ) throws(LogFailure) -> Instant? {
        let rows = try Rows(
            db, "SELECT recorded_at FROM event WHERE position = ?", [position.number], place: place)
        defer { rows.end() }
        return try rows.next() ? Instant(microseconds: rows.integer(0)) : nil
    }

    private static func event(_ rows: Rows) throws(LogFailure) -> RecordedEvent {
        RecordedEvent(
            position: Position(rows.integer(0)), stream: stream(rows),
            version: StreamVersion(rows.integer(2)), previous: Position(rows.integer(3)), type: type(rows),
            schema: Int(rows.integer(5)), occurredOn: try date(rows, column: 6),
            recordedAt: Instant(microseconds: rows.integer(7)), data: rows.blob(8), metadata: rows.blob(9),
            hash: rows.blob(10))
    }

    private static func stream(_ rows: Rows) -> StreamName { StreamName(recorded: rows.text(1)) }

    private static func type(_ rows: Rows) -> EventType { EventType(rows.text(4)) }

    private static func date(_ rows: Rows, column: Int32) throws(LogFailure) -> PartialDate {
        let text = rows.text(column)
        guard let date = PartialDate(text) else {
            throw LogFailure(
                .corrupt, "read", in: rows.place, because: "occurred_on is no date: \"\(text)\"",
                hint: "Verify the log with suture-replay; restore a backup if need be.",
                at: Position(rows.integer(0)))
        }
        return date
    }
}
