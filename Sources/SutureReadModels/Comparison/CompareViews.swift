import SutureDomain
import SutureSQLite

/// Compares two views databases row by row, in the order of their keys.
/// - Returns: the first difference; `nil` if they are equal.
package func compareViews(_ path: String, with otherPath: String) throws -> ViewsDifference? {
    let first = try ViewsConnection.reader(path: path, unseal: nil)
    let second = try ViewsConnection.reader(path: otherPath, unseal: nil)
    return try first.read { firstDatabase in
        try second.read { secondDatabase in
            for table in ComparedTable.all {
                if let difference = try table.compare(firstDatabase, secondDatabase) { return difference }
            }
            return nil
        }
    }
}

/// A table as comparison sees it. Both are read in the order of the key at once, and neither is in memory.
private struct ComparedTable {
    let name: String
    let keys: [String]
    let columns: [String]

    /// All other columns are texts, which SQLite orders by their bytes.
    var numericColumns: Set<String> = []

    static let all =
        [
            ComparedTable(
                name: "checkpoint", keys: ["log_id"],
                columns: ["log_id", "position", "hex(hash)", "command_id"]),
            ComparedTable(
                name: "stream_head", keys: ["stream"], columns: ["stream", "version", "position", "is_void"]),
            ComparedTable(
                name: "receipt", keys: ["command_hash", "position"], columns: ["command_hash", "position"],
                numericColumns: ["command_hash", "position"]),
        ]
        + ViewCatalogue.tables.map { view in
            ComparedTable(
                name: view.table, keys: view.sqlKeys, columns: view.columns.map(\.sqlName),
                numericColumns: Set(view.columns.filter { $0.content == .integer }.map(\.sqlName)))
        }

    func compare(_ first: Database, _ second: Database) throws -> ViewsDifference? {
        let sql =
            "SELECT \(columns.joined(separator: ", ")) FROM \(name) ORDER BY \(keys.joined(separator: ", "))"
        let left = try first.makeStatement(sql: sql)
        let right = try second.makeStatement(sql: sql)
        while true {
            let row = try nextRow(of: left)
            let otherRow = try nextRow(of: right)
            guard row != nil || otherRow != nil else { return nil }
            if row != otherRow { return difference(row, otherRow) }
        }
    }

    private func nextRow(of statement: Statement) throws -> [String?]? {
        try statement.next() ? columns.indices.map { statement.row.text(at: Int32($0)) } : nil
    }

    private func difference(_ row: [String?]?, _ otherRow: [String?]?) -> ViewsDifference {
        guard let row, let otherRow, key(of: row) == key(of: otherRow) else {
            return missing(row, otherRow)
        }
        let index = columns.indices.first { row[$0] != otherRow[$0] } ?? 0
        return ViewsDifference(
            table: name, key: key(of: row), column: columns[index], value: row[index],
            otherValue: otherRow[index], position: position(of: otherRow))
    }

    /// The row with the lesser key is the one that the other database does not have.
    private func missing(_ row: [String?]?, _ otherRow: [String?]?) -> ViewsDifference {
        let isInFirst = otherRow.map { other in row.map { precedes($0, other) } ?? false } ?? true
        let present = (isInFirst ? row : otherRow) ?? []
        let text = present.map { $0 ?? "" }.joined(separator: " | ")
        return ViewsDifference(
            table: name, key: key(of: present), column: nil, value: isInFirst ? text : nil,
            otherValue: isInFirst ? nil : text, position: position(of: present))
    }

    private func key(of row: [String?]) -> [String] {
        keys.map { key in columns.firstIndex(of: key).flatMap { row[$0] } ?? "" }
    }

    private func precedes(_ row: [String?], _ other: [String?]) -> Bool {
        for (name, (mine, theirs)) in zip(keys, zip(key(of: row), key(of: other))) where mine != theirs {
            if numericColumns.contains(name), let mine = Int64(mine), let theirs = Int64(theirs) {
                return mine < theirs
            }
            return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
        }
        return false
    }

    /// Of the event that made the row.
    private func position(of row: [String?]) -> Position? {
        columns.firstIndex(of: "position").flatMap { row[$0] }.flatMap { Int64($0) }.map(Position.init)
    }
}
