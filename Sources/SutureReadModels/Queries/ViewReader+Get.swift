package import SutureDomain
import SutureJSON

extension ViewReader {
    /// `nil` if the stream has no event that is projected.
    package func head(of stream: StreamName) throws -> StreamHead? {
        try read { try $0.head(of: stream) }
    }

    /// Of each list of a record; the counts count all, and `list` pages through them.
    package static let listedRowCountMax = 100

    /// The record's own row, its lists (`members`, `milestones`), and how long each of them is.
    ///
    /// Throws `QueryError.notFound`.
    package func get(_ record: StreamName) throws -> RecordPage {
        guard let main = ViewCatalogue.main(ofKind: record.kind) else { throw QueryError.notFound(record) }
        return try read { snapshot in
            guard let head = try snapshot.head(of: record), !head.isVoid else {
                throw QueryError.notFound(record)
            }
            var writer = JSONWriter()
            writer.beginObject()
            try snapshot.writeRow(of: main, record, into: &writer)
            let lists = ViewCatalogue.lists(ofKind: record.kind)
            for view in lists { try snapshot.writeList(view, of: record, into: &writer) }
            writer.key("counts")
            writer.beginObject()
            for view in lists {
                writer.key(view.listName ?? view.name)
                writer.integer(try snapshot.integer(sql: view.recordSQL.count, [view.ownerText(of: record)]))
            }
            writer.endObject()
            writer.endObject()
            return RecordPage(record: writer.bytes, version: head.version, position: try snapshot.position())
        }
    }
}

/// What is asked for the rows of one record, put into words once.
private struct RecordSQL {
    /// What is shown of each row: of a list without what every row of it has in common.
    let columns: [QueryColumn]
    let rows: String
    let count: String

    init(_ view: View) {
        let columns = view.queryColumns.filter {
            view.listName == nil || $0.name != view.owner.name && $0.name != view.owner.name + "Name"
        }
        self.columns = columns
        rows = """
            SELECT \(columns.map(\.sql).joined(separator: ", ")) FROM \(view.table) t \
            WHERE t.\(view.owner.sqlName) = ? ORDER BY \(view.keyNames.map(snakeCase).joined(separator: ", ")) \
            LIMIT \(ViewReader.listedRowCountMax)
            """
        count = "SELECT count(*) FROM \(view.table) WHERE \(view.owner.sqlName) = ?"
    }
}

extension ViewCatalogue {
    fileprivate static let recordSQL = Dictionary(
        uniqueKeysWithValues: tables.map { ($0.name, RecordSQL($0)) })
}

extension View {
    fileprivate var recordSQL: RecordSQL { ViewCatalogue.recordSQL[name] ?? RecordSQL(self) }
}

extension Snapshot {
    fileprivate func writeRow(of view: View, _ record: StreamName, into writer: inout JSONWriter) throws {
        let sql = view.recordSQL
        try forEachRow(sql: sql.rows, [view.ownerText(of: record)]) {
            try $0.write(sql.columns, into: &writer)
        }
    }

    fileprivate func writeList(
        _ view: View, of record: StreamName, into writer: inout JSONWriter
    ) throws {
        let sql = view.recordSQL
        writer.key(view.listName ?? view.name)
        writer.beginArray()
        try forEachRow(sql: sql.rows, [view.ownerText(of: record)]) { row in
            writer.beginObject()
            try row.write(sql.columns, into: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}
