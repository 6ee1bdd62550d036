internal import GRDB
internal import GRDBSQLite
internal import SutureDomain
internal import SutureLog
internal import SutureSQLite
internal import SutureSystem

/// The hot path: prepared statements, bound straight from the row that was hashed. (`execute(arguments:)` is half as fast,
/// this is as fast as C.)
final class Appender {
    private let place: String
    private let connection: OpaquePointer?
    private let begin: Statement
    private let insert: Statement
    private let commit: Statement
    private let rollback: Statement
    private let fault: AppendFault?
    private var chain: EventChain

    init(_ db: Database, place: String, fault: AppendFault?) throws {
        self.place = place
        self.fault = fault
        chain = EventChain(in: place)
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
            chain.begin(behind: head, at: time)
            let recorded = try insert(events, through: &chain)
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
        _ events: [NewEvent], through chain: inout EventChain
    ) throws(LogFailure) -> [RecordedEvent] {
        var recorded: [RecordedEvent] = []
        recorded.reserveCapacity(events.count)
        for event in events {
            try fail(at: .insert(recorded.count), isCommit: false)
            let added = try chain.add(event)
            try insert(added, from: chain)
            recorded.append(added)
        }
        return recorded
    }

    private func insert(_ event: RecordedEvent, from chain: borrowing EventChain) throws(LogFailure) {
        let statement = insert.sqliteStatement
        sqlite3_bind_int64(statement, 1, event.position.number)
        sqlite3_bind_int64(statement, 3, event.version.number)
        sqlite3_bind_int64(statement, 4, event.previous.number)
        sqlite3_bind_int64(statement, 6, Int64(event.schema))
        sqlite3_bind_int64(statement, 8, event.recordedAt.microseconds)
        bind(chain, column: 2)
        bind(chain, column: 5)
        bind(chain, column: 7)
        bind(chain, column: 9)
        bind(chain, column: 10)
        let code = event.hash.withUnsafeBytes { hash in
            sqlite3_bind_blob(statement, 11, hash.baseAddress, Int32(hash.count), nil)
            let code = sqlite3_step(statement)
            sqlite3_reset(statement)
            return code
        }
        guard code == SQLITE_DONE else { throw failure(code, isCommit: false) }
    }

    /// SQLite copies nothing: the row outlives the step.
    private func bind(_ chain: borrowing EventChain, column: Int32) {
        let bytes = chain.column(Int(column) - 1)
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
