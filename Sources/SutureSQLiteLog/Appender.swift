import SutureDomain
import SutureLog
import SutureSQLite
import SutureSystem

/// The hot path: prepared statements, bound straight from the row that was hashed. (`execute(arguments:)` is
/// half as fast, this is as fast as C.)
final class Appender {
    private let place: String
    private let begin: Statement
    private let insert: Statement
    private let commit: Statement
    private let rollback: Statement
    private let fault: AppendFault?
    private var chain: EventChain

    init(_ database: Database, place: String, fault: AppendFault?) throws {
        self.place = place
        self.fault = fault
        chain = EventChain(in: place)
        begin = try database.makeStatement(sql: "BEGIN IMMEDIATE")
        insert = try database.makeStatement(sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        commit = try database.makeStatement(sql: "COMMIT")
        rollback = try database.makeStatement(sql: "ROLLBACK")
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
            // Some failures roll back by themselves; one of this would hide what happened.
            if rollback.isInTransaction { try? run(rollback) }
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
        let row = Parameters(of: insert.sqliteStatement)
        row.bind(event.position.number, at: 1)
        row.bind(text: chain.column(1), at: 2)
        row.bind(event.version.number, at: 3)
        row.bind(event.previous.number, at: 4)
        row.bind(text: chain.column(4), at: 5)
        row.bind(Int64(event.schema), at: 6)
        row.bind(text: chain.column(6), at: 7)
        row.bind(event.recordedAt.microseconds, at: 8)
        row.bind(text: chain.column(8), at: 9)
        row.bind(text: chain.column(9), at: 10)
        // SQLite copies nothing: the chain and the event outlive the step.
        let code: Int32 = event.hash.withUnsafeBytes { hash in
            row.bind(bytes: hash, at: 11)
            do throws(SQLiteError) {
                try step(insert.sqliteStatement)
                return 0
            } catch {
                return error.code
            }
        }
        guard code == 0 else { throw failure(code, isCommit: false) }
    }

    private func run(_ statement: Statement, isCommit: Bool = false) throws(LogFailure) {
        do throws(SQLiteError) {
            try step(statement.sqliteStatement)
        } catch {
            throw failure(error.code, isCommit: isCommit)
        }
    }

    private func fail(at step: AppendStep, isCommit: Bool) throws(LogFailure) {
        if let code = fault?(step) { throw failure(code, isCommit: isCommit) }
    }

    private func failure(_ code: Int32, isCommit: Bool) -> LogFailure {
        let error = SQLiteError(code: code)
        return isCommit
            ? LogFailure(commit: error, "append", in: place) : LogFailure(error, "append", in: place)
    }
}
