package import SutureDomain
import SutureJSON

extension ViewReader {
    /// `nil` if the stream has no event that is projected.
    package func head(of stream: StreamName) throws -> StreamHead? {
        try read { try $0.head(of: stream) }
    }

    /// Of each list of a record, fewer where they are large; counts count all, and `list` pages through them.
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
            let end = writer.bytes.count + ReplyLimits.pageByteCountMax
            var shown: [Int] = []
            for (index, view) in lists.enumerated() {
                // What a list leaves is for those behind it.
                let share = (end - writer.bytes.count) / (lists.count - index)
                shown.append(
                    try snapshot.writeList(view, of: record, byteCountMax: share, into: &writer))
            }
            writer.key("counts")
            writer.beginObject()
            var more: [More] = []
            for (view, shown) in zip(lists, shown) {
                let (name, owner) = (view.listName ?? view.name, view.ownerText(of: record))
                let count = try snapshot.integer(sql: view.recordSQL.count, [owner])
                writer.key(name)
                writer.integer(count)
                if count > shown {
                    more.append(
                        More(
                            name, count: count - Int64(shown), view: view.name,
                            where: [view.owner.name: owner]))
                }
            }
            writer.endObject()
            writer.endObject()
            return RecordPage(
                record: writer.bytes, more: more, version: head.version,
                position: try snapshot.position())
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
            WHERE t.\(view.owner.sqlName) = ? ORDER BY \(view.sqlKeys.joined(separator: ", ")) \
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

    /// - Returns: how many of its rows there was room for, one after another from the first.
    fileprivate func writeList(
        _ view: View, of record: StreamName, byteCountMax: Int, into writer: inout JSONWriter
    ) throws -> Int {
        let sql = view.recordSQL
        writer.key(view.listName ?? view.name)
        writer.beginArray()
        let end = writer.bytes.count + byteCountMax
        var count = 0
        var isFull = false
        try forEachRow(sql: sql.rows, [view.ownerText(of: record)]) { row in
            guard !isFull else { return }
            let place = writer.place
            writer.beginObject()
            try row.write(sql.columns, into: &writer)
            writer.endObject()
            isFull = writer.bytes.count > end
            if isFull { writer.rewind(to: place) } else { count += 1 }
        }
        writer.endArray()
        return count
    }
}
