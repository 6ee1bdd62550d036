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

    /// Throws a ``ViewFailure`` if the positions are not those that follow, one by one.
    static func checkOrder(of positions: some Sequence<Position>, after start: Position) throws {
        var last = start
        for position in positions {
            guard position == last.next else { throw ViewFailure(missingAfter: last, found: position) }
            last = position
        }
    }

    /// Projects events, with the heads of their streams and the receipts of their commands.
    /// - Parameter last: the command of the event before the first of them.
    func apply(_ events: [DecodedEvent], after last: String?) throws {
        var last = last
        for event in events {
            try project(event)
            try bookkeeping.note(event, after: last)
            last = event.commandID
        }
    }

    /// To be called before the transaction ends.
    func finish() throws { try bookkeeping.write() }

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
        rows.begin(event)
        do {
            try ViewCatalogue.projection.apply(event.event, to: rows)
        } catch {
            throw ViewFailure(
                projecting: type(of: event.event).type, at: event.position, of: event.stream, cause: error)
        }
    }
}
