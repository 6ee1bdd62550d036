internal import GRDB
internal import GRDBSQLite
internal import SutureDomain
internal import SutureSystem

/// The hot path: prepared statements, bound straight from the canonical row. (`execute(arguments:)` is half as fast,
/// this is as fast as C.)
final class Appender {
    private let place: String
    private let connection: OpaquePointer?
    private let begin: Statement
    private let insert: Statement
    private let commit: Statement
    private let rollback: Statement
    private let fault: AppendFault?
    private var row = CanonicalRow()

    init(_ db: Database, place: String, fault: AppendFault?) throws {
        self.place = place
        self.fault = fault
        connection = db.sqliteConnection
        begin = try db.makeStatement(sql: "BEGIN IMMEDIATE")
        insert = try db.makeStatement(sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        commit = try db.makeStatement(sql: "COMMIT")
        rollback = try db.makeStatement(sql: "ROLLBACK")
    }

    /// Records all of the events behind the head, or none.
    func append(_ events: [NewEvent], at time: Instant, behind head: LogHead) throws(LogFailure)
        -> [RecordedEvent]
    {
        try run(begin)
        do throws(LogFailure) {
            let recorded = try insert(events, at: time, behind: head, through: &row)
            try fail(at: .commit, isCommit: true)
            try run(commit, isCommit: true)
            try fail(at: .committed, isCommit: true)
            return recorded
        } catch {
            // Some failures roll back by themselves; one of this would hide what happened, and the next BEGIN tells.
            if sqlite3_get_autocommit(connection) == 0 { try? run(rollback) }
            throw error
        }
    }

    private func insert(
        _ events: [NewEvent], at time: Instant, behind head: LogHead, through row: inout CanonicalRow
    ) throws(LogFailure) -> [RecordedEvent] {
        var recorded: [RecordedEvent] = []
        recorded.reserveCapacity(events.count)
        var position = head.position
        row.continues(head.hash)
        for event in events {
            position = position.next
            try event.requireContinuity(at: position, in: place)
            try fail(at: .insert(recorded.count), isCommit: false)
            row.fill(event, position: position, recordedAt: time)
            let hash = row.hash()
            try insert(event, position: position, recordedAt: time, hash: hash, from: row)
            row.continues(hash)
            recorded.append(RecordedEvent(event, position: position, recordedAt: time, hash: hash))
        }
        return recorded
    }

    private func insert(
        _ event: NewEvent, position: Position, recordedAt: Instant, hash: [UInt8],
        from row: borrowing CanonicalRow
    ) throws(LogFailure) {
        let statement = insert.sqliteStatement
        sqlite3_bind_int64(statement, 1, position.number)
        sqlite3_bind_int64(statement, 3, event.version.number)
        sqlite3_bind_int64(statement, 4, event.previous.number)
        sqlite3_bind_int64(statement, 6, Int64(event.schema))
        sqlite3_bind_int64(statement, 8, recordedAt.microseconds)
        bind(row, column: 2)
        bind(row, column: 5)
        bind(row, column: 7)
        bind(row, column: 9)
        bind(row, column: 10)
        let code = hash.withUnsafeBytes { hash in
            sqlite3_bind_blob(statement, 11, hash.baseAddress, Int32(hash.count), nil)
            let code = sqlite3_step(statement)
            sqlite3_reset(statement)
            return code
        }
        guard code == SQLITE_DONE else { throw failure(code, isCommit: false) }
    }

    /// SQLite copies nothing: the row outlives the step.
    private func bind(_ row: borrowing CanonicalRow, column: Int32) {
        let bytes = row.column(Int(column) - 1)
        sqlite3_bind_text(
            insert.sqliteStatement, column, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
            Int32(bytes.count), nil)
    }

    private func run(_ statement: Statement, isCommit: Bool = false) throws(LogFailure) {
        let code = sqlite3_step(statement.sqliteStatement)
        sqlite3_reset(statement.sqliteStatement)
        guard code == SQLITE_DONE else { throw failure(code, isCommit: isCommit) }
    }

    private func fail(at step: AppendStep, isCommit: Bool) throws(LogFailure) {
        if let code = fault?(step) { throw failure(code, isCommit: isCommit) }
    }

    private func failure(_ code: Int32, isCommit: Bool) -> LogFailure {
        let message = String(cString: sqlite3_errstr(code))
        return isCommit
            ? LogFailure(commit: code, message: message, "append", in: place)
            : LogFailure(sqlite: code, message: message, "append", in: place)
    }
}
