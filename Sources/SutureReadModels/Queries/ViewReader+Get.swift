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
            guard let version = try snapshot.head(of: record)?.version else {
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
                writer.integer(
                    try snapshot.integer(
                        sql: "SELECT count(*) FROM \(view.table) WHERE \(view.owner.sqlName) = ?",
                        [view.ownerText(of: record)]))
            }
            writer.endObject()
            writer.endObject()
            return RecordPage(record: writer.bytes, version: version, position: try snapshot.position())
        }
    }
}

extension Snapshot {
    fileprivate func writeRow(of view: View, _ record: StreamName, into writer: inout JSONWriter) throws {
        let columns = view.queryColumns
        let sql = "SELECT \(columns.map(\.sql).joined(separator: ", ")) FROM \(view.table) t WHERE t.id = ?"
        try forEachRow(sql: sql, [view.ownerText(of: record)]) { $0.write(columns, into: &writer) }
    }

    /// Without what every row of the list has in common.
    fileprivate func writeList(
        _ view: View, of record: StreamName, into writer: inout JSONWriter
    ) throws {
        let columns = view.queryColumns.filter {
            $0.name != view.owner.name && $0.name != view.owner.name + "Name"
        }
        let sql = """
            SELECT \(columns.map(\.sql).joined(separator: ", ")) FROM \(view.table) t \
            WHERE t.\(view.owner.sqlName) = ? ORDER BY \(view.keyNames.map(snakeCase).joined(separator: ", ")) \
            LIMIT \(ViewReader.listedRowCountMax)
            """
        writer.key(view.listName ?? view.name)
        writer.beginArray()
        try forEachRow(sql: sql, [view.ownerText(of: record)]) { row in
            writer.beginObject()
            row.write(columns, into: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}
