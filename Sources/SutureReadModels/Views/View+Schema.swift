extension View {
    /// The table. A key that begins with the owner makes a second index for it unnecessary.
    var tableSQL: String {
        let keys = sqlKeys
        let lines = columns.map { column in
            let isRequired = column.name == "position" || keyNames.contains(column.name)
            return "    \(column.declaration)\(isRequired ? " NOT NULL" : ""),\n"
        }
        return "CREATE TABLE \(table) (\n" + lines.joined()
            + "    PRIMARY KEY (\(keys.joined(separator: ", ")))\n) STRICT, WITHOUT ROWID"
    }

    /// Indexes that no projection needs, so that a rebuild may make them at its end.
    var indexSQL: [String] {
        indexed.map {
            "CREATE INDEX IF NOT EXISTS \(table)_by_\(snakeCase($0)) ON \(table)(\(snakeCase($0)))"
        }
    }
}
