import SutureJSON
import SutureReports
import SutureSQLite

/// Answers queries from a views database, live or scratch: one query at a time, each on one snapshot.
package final class ViewReader: Sendable {
    private let connection: Connection
    // Touched on the connection only, which runs one block at a time.
    nonisolated(unsafe) private let statements = StatementCache()

    /// Of views that never change; `nil` for the live ones.
    let rememberedFigures: RememberedFigures?

    /// Opens a read-only connection to the live views.
    package convenience init(path: String, unseal: @escaping Unseal) throws {
        self.init(try ViewsConnection.reader(path: path, unseal: unseal), isUnchanging: false)
    }

    init(_ connection: Connection, isUnchanging: Bool) {
        self.connection = connection
        rememberedFigures = isUnchanging ? RememberedFigures() : nil
    }

    /// Throws `QueryError` where the query does not fit.
    package func list(_ query: ListQuery) throws -> Page {
        let statement = try ListStatement(query)
        return try read { snapshot in
            try snapshot.requireAnchor(of: statement)
            return try snapshot.page(
                of: statement.columns, sql: statement.sql, statement.arguments, rowCount: statement.rowCount
            ) { statement.cursor(behind: $0) }
        }
    }

    /// Runs queries that see one and the same state.
    func read<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
        do {
            return try connection.read {
                try body(
                    Snapshot(
                        database: $0, statements: statements, remembered: rememberedFigures))
            }
        } catch let error as SQLiteError {
            throw ViewFailure(
                operation: "answer a query", place: "the read models", cause: error,
                hint: "If the file is damaged, delete it: it is rebuilt from the log.")
        }
    }

    func close() throws {
        try connection.inDatabase { _ in statements.clear() }
        try connection.close()
    }
}

extension Snapshot {
    /// As many rows as are wanted, or as there is room for.
    /// - Parameters:
    ///   - sql: finds one row more than is wanted, which tells whether there is another page.
    ///   - cursor: where a page ends whose last row this is.
    func page(
        of columns: [QueryColumn], sql: String, _ arguments: [any ColumnValue], rowCount: Int,
        endingAt cursor: (RowOnStatement) -> Cursor
    ) throws -> Page {
        var writer = JSONWriter()
        writer.beginArray()
        var count = 0
        var next: Cursor?
        var end: Cursor?
        try forEachRow(sql: sql, arguments) { row in
            guard end == nil else { return next = end }
            count += 1
            writer.beginObject()
            try row.write(columns, into: &writer)
            writer.endObject()
            if count == rowCount || writer.bytes.count >= ReplyLimits.pageByteCountMax { end = cursor(row) }
        }
        writer.endArray()
        return Page(rows: writer.bytes, next: next?.text, position: try position())
    }

    /// Throws `QueryError` if the page is to begin behind a row that is no more.
    fileprivate func requireAnchor(of statement: ListStatement) throws {
        guard let anchor = statement.anchor else { return }
        let sql = "SELECT count(*) FROM \(statement.view.table) t WHERE \(anchor.sql)"
        guard try integer(sql: sql, anchor.arguments) == 0 else { return }
        throw QueryError.invalidParameter(
            "after", message: "The row at which the page before ended is no more: begin anew.")
    }
}
