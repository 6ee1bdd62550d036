import SutureDomain
import SutureSQLite

/// The prepared statements of one connection, found by the shape of the rows they write.
///
/// Used on the connection's queue only.
package final class RowStatements {
    enum Verb { case put, update }

    private final class Prepared {
        let verb: Verb
        let names: [StaticString]
        let statement: Statement

        init(verb: Verb, names: [StaticString], statement: Statement) {
            self.verb = verb
            self.names = names
            self.statement = statement
        }

        func fits(_ verb: Verb, _ row: Row, _ match: Row) -> Bool {
            self.verb == verb && names.count == row.cells.count + match.cells.count
                && has(row, at: 0) && has(match, at: row.cells.count)
        }

        // Through the buffer, as an array would copy the value to show the name.
        private func has(_ row: Row, at start: Int) -> Bool {
            row.cells.withUnsafeBufferPointer { cells in
                for index in cells.indices where names[start + index].utf8Start != cells[index].0.utf8Start {
                    return false
                }
                return true
            }
        }
    }

    private let database: Database
    private let views: [View]
    /// By view: whether its rows name their owner by the whole stream. Kept apart, as a view is too large to be copied
    /// for every row.
    private let isOwnedByStream: [Bool]
    /// By view. A view has a handful of shapes, so that going through them is faster than hashing.
    private var prepared: [[Prepared]]
    private let texts = TextShelf()

    /// Of the event that rows are made of.
    private var stream = StreamName(recorded: "")
    private var id = ""
    private(set) var position = Position.zero
    private(set) var occurredOn = ""
    private(set) var recordedAt = Instant(microseconds: 0)
    private(set) var account: String?
    /// Of which an event was voided since these were last taken, or the record made again.
    private var voidedStreams: Set<StreamName> = []

    init(_ database: Database, views: [View]) {
        self.database = database
        self.views = views
        isOwnedByStream = views.map { $0.kind == nil }
        prepared = Array(repeating: [], count: views.count)
    }

    /// From now on rows are made of this event.
    func begin(_ event: DecodedEvent) {
        if event.stream != stream {
            stream = event.stream
            id = String(stream.id)
        }
        position = event.position
        occurredOn = event.occurredOn.text
        recordedAt = event.recordedAt
        account = event.account
    }

    /// The rows of the stream that rows are made of are to be made anew.
    func noteVoid() { voidedStreams.insert(stream) }

    func noteVoid(of stream: StreamName) { voidedStreams.insert(stream) }

    func takeVoidedStreams() -> Set<StreamName> {
        defer { voidedStreams = [] }
        return voidedStreams
    }

    func run(_ verb: Verb, _ viewIndex: Int, _ row: Row, _ match: Row) throws {
        let statement = try statement(verb, viewIndex, row, match).sqliteStatement
        texts.clear()
        let parameters = Parameters(of: statement, texts: texts)
        parameters.bind(isOwnedByStream[viewIndex] ? stream.text : id, at: 1)
        parameters.bind(position.number, at: 2)
        try bind(row, to: parameters, at: 3)
        try bind(match, to: parameters, at: 3 + row.cells.count)
        try step(statement)
    }

    private func bind(_ row: Row, to parameters: Parameters, at start: Int) throws {
        try row.cells.withUnsafeBufferPointer { cells in
            for index in cells.indices { try cells[index].1.bind(to: parameters, at: Int32(start + index)) }
        }
    }

    private func statement(
        _ verb: Verb, _ viewIndex: Int, _ row: Row, _ match: Row
    ) throws -> Statement {
        for found in prepared[viewIndex] where found.fits(verb, row, match) { return found.statement }
        let view = views[viewIndex]
        let names = row.cells.map { String(describing: $0.0) }
        let sql =
            switch verb {
            case .put: view.putSQL(names)
            case .update: view.updateSQL(names, where: match.cells.map { String(describing: $0.0) })
            }
        let statement = try database.makeStatement(sql: sql)
        prepared[viewIndex].append(
            Prepared(verb: verb, names: (row.cells + match.cells).map(\.0), statement: statement))
        return statement
    }
}

extension View {
    /// Parameters: the owner, the position, the columns in their order.
    fileprivate func putSQL(_ names: [String]) -> String {
        var columns = [owner.sqlName, "position"]
        var parameters = ["?1", "?2"]
        if hasEntry {
            columns.append("entry")
            parameters.append("?2")
        }
        for (index, name) in names.enumerated() {
            columns.append(sqlName(name))
            parameters.append("?\(index + 3)")
        }
        let keys = keyNames.map(snakeCase)
        let changes = columns.filter { !keys.contains($0) }.map { "\($0) = excluded.\($0)" }
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) "
            + "VALUES (\(parameters.joined(separator: ", "))) ON CONFLICT (\(keys.joined(separator: ", "))) "
            + (changes.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(changes.joined(separator: ", "))")
    }

    /// Parameters: the owner, the position, the columns in their order, those to be matched in theirs.
    fileprivate func updateSQL(_ names: [String], where matched: [String]) -> String {
        let changes = names.enumerated().map { "\(sqlName($0.element)) = ?\($0.offset + 3)" }
        let matches = matched.enumerated().map {
            "\(sqlName($0.element)) IS ?\($0.offset + 3 + names.count)"
        }
        return "UPDATE \(table) SET \((["position = ?2"] + changes).joined(separator: ", ")) "
            + "WHERE \((["\(owner.sqlName) = ?1"] + matches).joined(separator: " AND "))"
    }

    private func sqlName(_ name: String) -> String {
        guard let column = column(name) else { preconditionFailure("\(self.name) has no column \(name)") }
        return column.sqlName
    }
}
