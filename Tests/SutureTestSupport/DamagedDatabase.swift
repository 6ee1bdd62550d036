import GRDB

/// A file of SQLite's into which values are written that its tables would refuse, as a disk may do.
package struct DamagedDatabase {
    /// Where a value stands.
    package struct Cell: Hashable, Sendable, CustomStringConvertible {
        package let table: String
        package let column: String
        /// Of the table's rows in the order of its key, from 0.
        package let row: Int

        package var description: String { "\(table).\(column) of row \(row)" }
    }

    /// As an expression of SQL: numbers at the edges, other types, nothing.
    package static let values = [
        "NULL", "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "4611686018427387904",
        "1.5e300",
        "''", "'x'", "'['", "'{'", "x''", "x'00'", "x'FFFE'", "zeroblob(40)", "'2022'", "char(0)",
    ]

    private let path: String

    package init(_ path: String) { self.path = path }

    /// Every value that the file holds.
    package func cells() throws -> [Cell] {
        try DatabaseQueue(path: path).read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                .filter { !$0.hasPrefix("sqlite_") }.flatMap { table in
                    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
                    return try db.columns(in: table).flatMap { column in
                        (0..<count).map { Cell(table: table, column: column.name, row: $0) }
                    }
                }
        }
    }

    /// Writes the value, past the table's types, checks and triggers; leaves the schema as it was.
    /// - Returns: whether the row is another one now.
    package func write(_ value: String, to cell: Cell) throws -> Bool {
        let schema = try DatabaseQueue(path: path).read { db in
            try Row.fetchAll(
                db, sql: "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ?",
                arguments: [cell.table])
        }
        try edit { db in
            try db.execute(
                sql: "DELETE FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
                arguments: [cell.table])
            try db.execute(
                sql: """
                    UPDATE sqlite_schema SET sql = replace(replace(replace(sql, 'STRICT, WITHOUT', 'WITHOUT'), 'STRICT', ''),
                        'NOT NULL', '') WHERE type = 'table' AND name = ?
                    """, arguments: [cell.table])
        }
        let isChanged = try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
            let keys = try db.primaryKey(cell.table).columns
            let before = try Row.fetchOne(
                db,
                sql:
                    "SELECT \(keys.joined(separator: ", ")), * FROM \(cell.table) ORDER BY \(keys.joined(separator: ", ")) LIMIT 1 OFFSET \(cell.row)"
            )
            guard let before else { return false }
            let place = keys.map { "\($0) IS ?" }.joined(separator: " AND ")
            do {
                try db.execute(
                    sql: "UPDATE \(cell.table) SET \(cell.column) = \(value) WHERE \(place)",
                    arguments: StatementArguments(keys.map { before[$0] as DatabaseValue }))
            } catch {
                // A key that exists already, or that has to be a number.
                return false
            }
            let written = try Row.fetchOne(
                db, sql: "SELECT \(cell.column) IS ? FROM \(cell.table) WHERE \(cell.column) IS \(value)",
                arguments: [before[cell.column] as DatabaseValue])
            return written.map { $0[0] as Bool == false } ?? true
        }
        try edit { db in
            for row in schema where row["sql"] != nil {
                if row["type"] == "table" {
                    try db.execute(
                        sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
                        arguments: [row["sql"], row["name"]])
                } else if row["type"] == "trigger" {
                    try db.execute(
                        sql: "INSERT INTO sqlite_schema VALUES ('trigger', ?, ?, 0, ?)",
                        arguments: [row["name"], cell.table, row["sql"]])
                }
            }
        }
        return isChanged
    }

    private func edit(_ body: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA writable_schema = ON")
            try body(db)
            try db.execute(sql: "PRAGMA writable_schema = RESET")
        }
        try queue.close()
    }
}
