import SutureDomain
import SutureSQLite

/// The prepared statements of one connection, and what each step of the projection wrote last by which.
///
/// Used on the connection's queue only.
final class RowStatements {
    private let database: Database
    private let projection: Projection
    /// By step.
    private var expectations: [RowWriter.Expectation]
    private var statements: [String: Statement] = [:]
    private var row = RowWriter()
    /// Of which an event was voided since these were last taken, or the record made again.
    private var voidedStreams: Set<StreamName> = []

    init(_ database: Database, _ projection: Projection) {
        self.database = database
        self.projection = projection
        expectations = Array(repeating: RowWriter.Expectation(), count: projection.stepCount)
    }

    /// From now on rows are made of this event.
    func begin(_ event: DecodedEvent) { row.begin(event) }

    /// The rows of the stream that rows are made of are to be made anew.
    func noteVoid() { voidedStreams.insert(row.stream) }

    func noteVoid(of stream: StreamName) { voidedStreams.insert(stream) }

    func takeVoidedStreams() -> Set<StreamName> {
        defer { voidedStreams = [] }
        return voidedStreams
    }

    /// Writes what the step puts: as it did last time, or else by another statement.
    func write(
        _ step: Projection.Step, ordinal: Int64 = 1, _ fill: (inout RowWriter) -> Void
    ) throws {
        row.begin(expectations[step.index], ordinal: ordinal)
        fill(&row)
        guard !row.isEmpty else { return }
        try row.run(row.statement ?? bindAnew(step, fill), namesStream: step.isOfAnyKind)
    }

    private func bindAnew(_ step: Projection.Step, _ fill: (inout RowWriter) -> Void) throws -> OpaquePointer
    {
        let cells = row.cells(of: fill)
        let sql = projection.tables[step.viewIndex].sql(writing: cells, changesOnly: step.changesOnly)
        let statement = try statements[sql] ?? database.makeStatement(sql: sql)
        statements[sql] = statement
        expectations[step.index] = RowWriter.Expectation(
            statement: statement.sqliteStatement, marks: cells.map { Cell.Mark($0.verb, $0.name) })
        row.bind(cells, to: statement.sqliteStatement)
        return statement.sqliteStatement
    }
}

extension View {
    /// Parameters: the owner, the position, the cells in their order.
    /// - Parameter changesOnly: whether a row that is not there is not made.
    func sql(writing cells: [Cell], changesOnly: Bool) -> String {
        let isChange = changesOnly || cells.contains { $0.verb == .match }
        return isChange ? updateSQL(cells) : putSQL(cells)
    }

    private func putSQL(_ cells: [Cell]) -> String {
        let entry = hasEntry ? [("entry", "?2")] : []
        let all =
            [(owner.sqlName, "?1"), ("position", "?2")] + entry
            + numbered(cells).map { ($0.name, $0.parameter) }
        let keys = sqlKeys
        let kept = Set(numbered(cells).filter { $0.cell.verb == .putIfPresent }.map(\.name))
        let changes = all.map(\.0).filter { !keys.contains($0) }.map {
            kept.contains($0) ? "\($0) = coalesce(excluded.\($0), \($0))" : "\($0) = excluded.\($0)"
        }
        return "INSERT INTO \(table) (\(all.map(\.0).joined(separator: ", "))) "
            + "VALUES (\(all.map(\.1).joined(separator: ", "))) ON CONFLICT (\(keys.joined(separator: ", "))) "
            + (changes.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(changes.joined(separator: ", "))")
    }

    private func updateSQL(_ cells: [Cell]) -> String {
        var changes = ["position = ?2"]
        var matches = ["\(owner.sqlName) = ?1"]
        for (cell, name, parameter) in numbered(cells) {
            switch cell.verb {
            case .put: changes.append("\(name) = \(parameter)")
            case .putIfPresent: changes.append("\(name) = coalesce(\(parameter), \(name))")
            case .match: matches.append("\(name) IS \(parameter)")
            }
        }
        return
            "UPDATE \(table) SET \(changes.joined(separator: ", ")) WHERE \(matches.joined(separator: " AND "))"
    }

    /// Each with its column and its parameter in SQL.
    private func numbered(_ cells: [Cell]) -> [(cell: Cell, name: String, parameter: String)] {
        cells.enumerated().map { index, cell in
            (cell, snakeCase("\(cell.name)"), "?\(RowWriter.firstIndex + index)")
        }
    }
}
