internal import GRDB
internal import SutureDomain
internal import SutureSystem

/// The SELECTs on the table of events, one for each way in which it is read.
enum EventRows {
    static func head(in db: Database, place: String) throws(LogFailure) -> LogHead? {
        let rows = try Rows(
            db, "SELECT position, hash, recorded_at FROM event ORDER BY position DESC LIMIT 1", place: place)
        defer { rows.end() }
        return try rows.next() ? head(rows) : nil
    }

    /// As the log's head was when it ended there, whatever else is to be said of that event.
    static func head(in db: Database, place: String, at position: Position) throws(LogFailure) -> LogHead? {
        let rows = try Rows(
            db, "SELECT position, hash, recorded_at FROM event WHERE position = ?", [position.number],
            place: place)
        defer { rows.end() }
        return try rows.next() ? head(rows) : nil
    }

    private static func head(_ rows: Rows) -> LogHead {
        LogHead(
            position: Position(rows.integer(0)), hash: Array(rows.bytes(1)),
            recordedAt: Instant(microseconds: rows.integer(2)))
    }

    static func event(
        in db: Database, place: String, at position: Position
    ) throws(LogFailure) -> RecordedEvent? {
        let rows = try Rows(
            db, "SELECT \(EventRow.columns) FROM event WHERE position = ?", [position.number], place: place)
        defer { rows.end() }
        return try rows.next() ? RecordedEvent(EventRow(rows)) : nil
    }

    /// The event, held against its stored hash.
    static func servedEvent(
        in db: Database, place: String, of identity: LogIdentity, at position: Position
    ) throws(LogFailure) -> RecordedEvent? {
        let before = Position(position.number.addingClamped(-1))
        var event: RecordedEvent?
        _ = try scan(in: db, place: place, after: before, limit: 1, where: .all, servedOf: identity) {
            row throws(LogFailure) in
            event = RecordedEvent(row)
            return true
        }
        return event
    }

    /// The stored hash at a position; at the log's start that of its identity.
    private static func hash(
        in db: Database, place: String, of identity: LogIdentity, at position: Position
    ) throws(LogFailure) -> [UInt8]? {
        guard position > .zero else { return identity.hash }
        let rows = try Rows(db, "SELECT hash FROM event WHERE position = ?", [position.number], place: place)
        defer { rows.end() }
        return try rows.next() ? Array(rows.bytes(0)) : nil
    }

    /// Shows the rows behind the position that the filter admits, until `limit` were shown, a page is full, or the body
    /// says that it has seen enough.
    /// - Parameter identity: of the log, where rows that are shown are to be held against their stored hashes.
    /// - Returns: the last position that was looked at.
    static func scan(
        in db: Database, place: String, after: Position, limit: Int, where filter: EventFilter,
        servedOf identity: LogIdentity? = nil, _ body: (EventRow) throws(LogFailure) -> Bool
    ) throws(LogFailure) -> Position {
        guard limit > 0 else { return after }
        var served: ServedRows?
        if let identity {
            // Where there is no row at the position, none may be behind it.
            let hash = try hash(in: db, place: place, of: identity, at: after)
            served = hash.map { ServedRows(after: after, hash: $0, place: place) }
        }
        // Positions have no gaps: a range of them bounds the rows that are looked at.
        let last = after.number.addingClamped(Int64(EventPage.scanCountMax))
        let rows = try Rows(
            db,
            "SELECT \(EventRow.columns) FROM event WHERE position > ? AND position <= ? ORDER BY position",
            [after.number, last], place: place)
        defer { rows.end() }
        var through = after
        var byteCount = 0
        var count = 0
        while count < limit, try rows.next() {
            let row = EventRow(rows)
            let isAdmitted = filter.admits(row)
            if isAdmitted {
                byteCount += row.data.count + row.metadata.count
                if byteCount > EventPage.payloadByteCountMax, count > 0 { break }
            }
            if identity != nil {
                guard served != nil else { throw .missing(after, in: place) }
                try served?.check(row, isServed: isAdmitted)
            }
            if isAdmitted {
                count += 1
                guard try body(row) else { return Position(row.position) }
            }
            through = Position(row.position)
        }
        guard through == after, let next = try position(in: db, place: place, after: after), next > after.next
        else { return through }
        // Not the end, but a hole of a damaged log that is wider than the range.
        return try scan(
            in: db, place: place, after: Position(next.number - 1), limit: limit, where: filter,
            servedOf: identity, body)
    }

    private static func position(
        in db: Database, place: String, after position: Position
    ) throws(LogFailure) -> Position? {
        let rows = try Rows(
            db, "SELECT position FROM event WHERE position > ? ORDER BY position LIMIT 1", [position.number],
            place: place)
        defer { rows.end() }
        return try rows.next() ? Position(rows.integer(0)) : nil
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
            if let later = headers.last, rows.integer(0) != later.position.number - 1 {
                throw .missing(Position(later.position.number - 1), in: place)
            }
            headers.append(
                EventHeader(
                    position: Position(rows.integer(0)), stream: StreamName(recorded: text(rows, 1)),
                    type: EventType(text(rows, 2)),
                    // An event without a date cannot be decoded: whoever reads it says so.
                    occurredOn: PartialDate(utf8: rows.bytes(3)) ?? .unknown,
                    recordedAt: Instant(microseconds: rows.integer(4))))
        }
        if headers.count < limit, let first = headers.last, first.position > Position(1) {
            throw .missing(Position(first.position.number - 1), in: place)
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

    private static func text(_ rows: Rows, _ column: Int32) -> String {
        String(decoding: rows.bytes(column), as: UTF8.self)
    }
}
