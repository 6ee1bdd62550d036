internal import GRDB
internal import GRDBSQLite
internal import SutureDomain

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
            let recorded = try insert(events, at: time, behind: head)
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
        _ events: [NewEvent], at time: Instant, behind head: LogHead
    ) throws(LogFailure) -> [RecordedEvent] {
        var recorded: [RecordedEvent] = []
        recorded.reserveCapacity(events.count)
        var hash = head.hash
        var position = head.position
        for (index, event) in events.enumerated() {
            position = position.next
            try event.requireContinuity(at: position, in: place)
            try fail(at: .insert(index), isCommit: false)
            row.fill(event, position: position, recordedAt: time)
            hash = row.hash(after: hash)
            try insertRow(event, position: position, recordedAt: time, hash: hash)
            recorded.append(RecordedEvent(event, position: position, recordedAt: time, hash: hash))
        }
        return recorded
    }

    private func insertRow(
        _ event: NewEvent, position: Position, recordedAt: Instant, hash: [UInt8]
    ) throws(LogFailure) {
        let code = row.bytes.withUnsafeBufferPointer { bytes in
            hash.withUnsafeBufferPointer { hash in
                let statement = insert.sqliteStatement
                sqlite3_bind_int64(statement, 1, position.number)
                bind(bytes, column: 2)
                sqlite3_bind_int64(statement, 3, event.version.number)
                sqlite3_bind_int64(statement, 4, event.previous.number)
                bind(bytes, column: 5)
                sqlite3_bind_int64(statement, 6, Int64(event.schema))
                bind(bytes, column: 7)
                sqlite3_bind_int64(statement, 8, recordedAt.microseconds)
                bind(bytes, column: 9)
                bind(bytes, column: 10)
                sqlite3_bind_blob(statement, 11, hash.baseAddress, Int32(hash.count), nil)
                let code = sqlite3_step(statement)
                sqlite3_reset(statement)
                return code
            }
        }
        guard code == SQLITE_DONE else { throw failure(code, isCommit: false) }
    }

    /// SQLite copies nothing: the row outlives the step.
    private func bind(_ bytes: UnsafeBufferPointer<UInt8>, column: Int) {
        let range = row.columns[column - 1]
        let text = bytes.baseAddress.map { UnsafeRawPointer($0 + range.lowerBound) }
        sqlite3_bind_text(
            insert.sqliteStatement, Int32(column), text?.assumingMemoryBound(to: CChar.self),
            Int32(range.count), nil)
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
