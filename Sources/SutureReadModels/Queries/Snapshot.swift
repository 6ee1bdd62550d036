import SutureDomain
import SutureReports
import SutureSQLite

/// One state of a views database, for the time of one query.
struct Snapshot {
    let database: Database
    let statements: StatementCache
    /// Of views that never change: what reports worked out before.
    let remembered: RememberedFigures?

    /// Parameters are bound in their order.
    func forEachRow(
        sql: String, _ arguments: [any ColumnValue] = [], _ look: (RowOnStatement) throws -> Void
    ) throws {
        try statements.withStatement(sql, in: database) { statement in
            let pointer = statement.sqliteStatement
            let parameters = Parameters(of: pointer)
            for (index, argument) in arguments.enumerated() {
                try argument.bind(to: parameters, at: Int32(index + 1))
            }
            // What was looked for may be personal data: it is not kept.
            defer { parameters.clear() }
            try SutureSQLite.forEachRow(of: pointer) { try look(RowOnStatement(statement: pointer)) }
        }
    }

    func integer(sql: String, _ arguments: [any ColumnValue] = []) throws -> Int64 {
        var result: Int64 = 0
        try forEachRow(sql: sql, arguments) { result = $0.integer(at: 0) }
        return result
    }

    /// How far the log is taken into account, and the log's hash there.
    func checkpoint() throws -> ViewsCheckpoint {
        guard let checkpoint = try ViewsCheckpoint.stored(in: database) else {
            throw ViewFailure(
                operation: "answer a query", place: "the checkpoint",
                cause: "the views were made by another version of Suture",
                hint: "Start the daemon again: it makes them anew from the log.")
        }
        return checkpoint
    }

    /// The last event that is taken into account.
    func position() throws -> Position { Position(try integer(sql: "SELECT position FROM checkpoint")) }

    /// `nil` if the stream has no event.
    func head(of stream: StreamName) throws -> StreamHead? {
        var head: StreamHead?
        try forEachRow(sql: StreamHead.sql, [stream]) { head = StreamHead($0) }
        return head
    }
}
