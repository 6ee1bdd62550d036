import GRDB
import SutureDomain
import SutureJSON

/// Applies events, in log order, to the tables of one connection.
///
/// Used on the connection's queue only.
final class Projector {
    private let database: Database
    private let rows: RowStatements
    private let headStatement: Statement
    private let receiptStatement: Statement

    init(_ database: Database) throws {
        self.database = database
        rows = RowStatements(database, views: ViewCatalogue.tables)
        headStatement = try database.makeStatement(
            sql: """
                INSERT INTO stream_head (stream, version, position) VALUES (?1, ?2, ?3)
                ON CONFLICT (stream) DO UPDATE SET version = ?2, position = ?3
                """)
        receiptStatement = try database.makeStatement(
            sql: """
                INSERT INTO receipt (command_id, digest, first_position, last_position) VALUES (?1, ?2, ?3, ?3)
                ON CONFLICT (command_id) DO UPDATE SET last_position = ?3
                """)
    }

    func apply(_ event: RecordedEvent) throws {
        try naming(event) {
            try project(event)
            try noteHead(event)
            try noteReceipt(event)
        }
    }

    /// Takes the rows of one stream away and makes them again of these events, which are those of the stream that
    /// count. Its head and its receipts stay as they are.
    func reproject(_ stream: StreamName, from events: some Sequence<RecordedEvent>) throws {
        for view in ViewCatalogue.tables where view.kind == nil || view.kind == String(stream.kind) {
            let statement = try database.cachedStatement(
                sql: "DELETE FROM \(view.table) WHERE \(view.owner.sqlName) = ?")
            view.ownerText(of: stream).bind(into: statement.sqliteStatement, at: 1)
            try step(statement.sqliteStatement, in: database)
        }
        for event in events { try naming(event) { try project(event) } }
    }

    private func project(_ event: RecordedEvent) throws {
        guard let steps = ViewCatalogue.projection.steps[event.type] else { throw UnknownType() }
        try steps.apply(event, to: rows)
    }

    private func naming(_ event: RecordedEvent, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw ViewFailure(
                operation: "project \(event.type)", place: "position \(event.position) (\(event.stream))",
                cause: error, hint: "The log was written by a newer version, or it is damaged: verify it.")
        }
    }

    private func noteHead(_ event: RecordedEvent) throws {
        let statement = headStatement.sqliteStatement
        event.stream.text.bind(into: statement, at: 1)
        event.version.bind(into: statement, at: 2)
        event.position.bind(into: statement, at: 3)
        try step(statement, in: database)
    }

    private func noteReceipt(_ event: RecordedEvent) throws {
        let metadata = try JSONDocument(parsing: event.metadata).root
        guard let command = metadata["command"], let id = command["id"]?.string,
            let digest = command["digest"]?.string
        else { return }
        let statement = receiptStatement.sqliteStatement
        id.bind(into: statement, at: 1)
        digest.bind(into: statement, at: 2)
        event.position.bind(into: statement, at: 3)
        try step(statement, in: database)
    }
}

/// This build has no such event.
private struct UnknownType: Error, CustomStringConvertible {
    var description: String { "the type of the event is not known" }
}
