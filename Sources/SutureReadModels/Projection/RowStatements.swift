import GRDB
import SutureDomain

/// The prepared statements of one connection, found by the shape of the rows they write.
///
/// Used on the connection's queue only.
package final class RowStatements {
    enum Verb { case put, update }

    private struct Prepared {
        let verb: Verb
        let names: [StaticString]
        let statement: Statement

        func fits(_ verb: Verb, _ row: Row, _ match: Row) -> Bool {
            guard self.verb == verb, names.count == row.cells.count + match.cells.count else { return false }
            var next = 0
            for cell in row.cells {
                guard names[next].utf8Start == cell.name.utf8Start else { return false }
                next += 1
            }
            for cell in match.cells {
                guard names[next].utf8Start == cell.name.utf8Start else { return false }
                next += 1
            }
            return true
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
    private var position = Position.zero
    private(set) var occurredOn = ""

    init(_ database: Database, views: [View]) {
        self.database = database
        self.views = views
        isOwnedByStream = views.map { $0.kind == nil }
        prepared = Array(repeating: [], count: views.count)
    }

    /// From now on rows are made of this event.
    func begin(_ event: RecordedEvent) {
        if event.stream != stream {
            stream = event.stream
            id = String(stream.id)
        }
        position = event.position
        occurredOn = event.occurredOn.text
    }

    func run(_ verb: Verb, _ viewIndex: Int, _ row: Row, _ match: Row) throws {
        let statement = try statement(verb, viewIndex, row, match).sqliteStatement
        texts.clear()
        let parameters = Parameters(of: statement, texts: texts)
        parameters.bind(isOwnedByStream[viewIndex] ? stream.text : id, at: 1)
        parameters.bind(position.number, at: 2)
        var index: Int32 = 3
        for cell in row.cells {
            try cell.value.bind(to: parameters, at: index)
            index += 1
        }
        for cell in match.cells {
            try cell.value.bind(to: parameters, at: index)
            index += 1
        }
        try step(statement)
    }

    private func statement(
        _ verb: Verb, _ viewIndex: Int, _ row: Row, _ match: Row
    ) throws -> Statement {
        if let found = prepared[viewIndex].first(where: { $0.fits(verb, row, match) }) {
            return found.statement
        }
        let view = views[viewIndex]
        let names = row.cells.map { String(describing: $0.name) }
        let sql =
            switch verb {
            case .put: view.putSQL(names)
            case .update: view.updateSQL(names, where: match.cells.map { String(describing: $0.name) })
            }
        let statement = try database.makeStatement(sql: sql)
        prepared[viewIndex].append(
            Prepared(verb: verb, names: (row.cells + match.cells).map(\.name), statement: statement))
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
