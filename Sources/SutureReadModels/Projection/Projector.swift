import GRDB
import SutureDomain

/// Applies events, in log order, to the tables of one connection.
///
/// Used on the connection's queue only.
final class Projector {
    private let database: Database
    private let rows: RowStatements
    private let bookkeeping: Bookkeeping

    init(_ database: Database) throws {
        self.database = database
        rows = RowStatements(database, views: ViewCatalogue.tables)
        bookkeeping = try Bookkeeping(database)
    }

    /// Projects the events of one transaction, with the heads of their streams.
    func apply(_ events: some Collection<DecodedEvent>) throws {
        for event in events { try project(event) }
        try bookkeeping.noteHeads(of: events)
    }

    /// Notes for which commands the events were recorded.
    /// - Parameter last: the command of the event before the first of them.
    func noteReceipts(of events: some Collection<DecodedEvent>, after last: String?) throws {
        try bookkeeping.noteReceipts(of: events, after: last)
    }

    /// Takes the rows of one stream away and makes them again of these events, which are those of the stream that
    /// count. Its head and its receipts stay as they are.
    func reproject(_ stream: StreamName, from events: some Sequence<DecodedEvent>) throws {
        for view in ViewCatalogue.tables where view.kind == nil || view.kind == String(stream.kind) {
            let statement = try database.cachedStatement(
                sql: "DELETE FROM \(view.table) WHERE \(view.owner.sqlName) = ?")
            Parameters(of: statement.sqliteStatement).bind(view.ownerText(of: stream), at: 1)
            try step(statement.sqliteStatement)
        }
        for event in events { try project(event) }
    }

    private func project(_ event: DecodedEvent) throws {
        rows.begin(event.recorded)
        do {
            try ViewCatalogue.projection.apply(event.event, to: rows)
        } catch {
            throw ViewFailure(projecting: event.recorded, cause: error)
        }
    }
}
