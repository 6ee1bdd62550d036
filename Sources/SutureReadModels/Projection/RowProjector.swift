import SutureDomain
import SutureSQLite

/// Applies events, in log order, to the tables of one connection.
///
/// Used on the connection's queue only.
final class RowProjector {
    private let database: Database
    private let rows: RowStatements
    private let bookkeeping: Bookkeeping

    init(_ database: Database) throws {
        self.database = database
        rows = RowStatements(database, ViewCatalogue.projection)
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

    /// To be called before the transaction ends. Streams of which an event was voided are projected anew:
    /// each once, however many of its events were.
    /// - Parameters:
    ///   - source: the log that the events are from.
    ///   - counting: the events that are projected; `nil`: all.
    func finish(from source: EventSource, counting: PositionSet? = nil) throws {
        try bookkeeping.write()
        let voided = rows.takeVoidedStreams()
        var waiting: [StreamName] = []
        for stream in voided.sorted(by: { $0.text < $1.text }) {
            guard let head = try bookkeeping.position(of: stream) else { continue }
            let order = DecodedEvent.countingOrder(of: try source.stream(stream, head))
            let events = order.entries.map(\.element).filter { counting?.contains($0.position) ?? true }
            try reproject(stream, from: events)
            // A transaction may end between a void and what it names as standing in the other one's place.
            if try replacementIsToCome(for: stream, after: head) { waiting.append(stream) }
        }
        _ = rows.takeVoidedStreams()
        for stream in waiting { rows.noteVoid(of: stream) }
    }

    /// The same where it does not matter which rows stay of what was voided.
    func finishWithoutVoids() throws {
        try bookkeeping.write()
        _ = rows.takeVoidedStreams()
    }

    /// Goes on behind the position where another projector stopped.
    func resume(after position: Position) throws {
        let sql = "SELECT DISTINCT record FROM void WHERE replaced_by > ?"
        for record in try database.texts(sql, .integer(position.number)) {
            rows.noteVoid(of: StreamName(recorded: record))
        }
    }

    private func replacementIsToCome(for stream: StreamName, after position: Position) throws -> Bool {
        try database.has(
            "SELECT 1 FROM void WHERE record = ? AND replaced_by > ?", .text(stream.text),
            .integer(position.number))
    }

    /// Takes the rows of one stream away and makes them again of these events, which are those of the stream
    /// that count, in the order in which they do. Its receipts and its place in the log stay as they are.
    private func reproject(_ stream: StreamName, from events: [DecodedEvent]) throws {
        let kind = Catalogue.kind(named: stream.kind)
        let isVoid = !events.contains { kind?.begins(with: type(of: $0.event).type) ?? false }
        try bookkeeping.write(isVoid: isVoid, of: stream)
        for view in ViewCatalogue.tables where view.kind == nil || view.kind == String(stream.kind) {
            let sql = "DELETE FROM \(view.table) WHERE \(view.owner.sqlName) = ?"
            try database.run(sql, .text(view.ownerText(of: stream)))
        }
        for event in events { try project(event) }
    }

    private func project(_ event: DecodedEvent) throws {
        rows.begin(event)
        do {
            try ViewCatalogue.projection.apply(event, to: rows)
        } catch {
            throw ViewFailure(
                projecting: type(of: event.event).type, at: event.position, of: event.stream, cause: error,
                hint: "Start the daemon again: it makes the read models anew from the log.")
        }
    }
}
