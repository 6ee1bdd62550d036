import SutureJSON

/// The SQL of one page of a view, ordered by a column and then by key.
struct ListStatement {
    let view: View
    let columns: [QueryColumn]
    private let order: QueryColumn?
    private let isDescending: Bool
    private let keys: [QueryColumn]
    let rowCount: Int
    private var conditions: [Condition]
    /// The row behind which the page begins, where its place is not told by the cursor itself but looked up.
    private(set) var anchor: Condition?

    /// A value of a cursor that is longer is not in it: it is looked up in its row.
    private static let cursorValueByteCountMax = 64 * 1024
    private static let valueOfTheRow: JSONValue = [:]

    init(_ query: ListQuery) throws {
        guard let view = ViewCatalogue.listed(query.view) else {
            let names = ViewCatalogue.views.map(\.name).joined(separator: ", ")
            throw QueryError.invalidParameter(
                "view", message: "There is no view \(query.view); there are \(names).")
        }
        self.view = view
        let columns = view.queryColumns
        self.columns = columns
        rowCount = try ListQuery.rowCount(query.limit)
        let isDescending = query.orderBy?.hasPrefix("-") ?? false
        self.isDescending = isDescending
        order = try query.orderBy.map {
            try columns.named(isDescending ? String($0.dropFirst()) : $0, parameter: "orderBy")
        }
        keys = view.keyNames.compactMap { name in columns.first { $0.name == name } }
        conditions = [try Condition.filter(query.filter, columns: columns)]
        if let after = query.after {
            let cursor = try Cursor(after, purpose: purpose, valueCount: keys.count + (order == nil ? 0 : 1))
            if order != nil, cursor.values[0] == ListStatement.valueOfTheRow {
                anchor = keys("=", cursor.values.dropFirst())
            }
            conditions.append(behind(cursor.values))
        }
    }

    /// One row more than is wanted, which tells whether there is another page.
    var sql: String {
        let order = order.map { ["\($0.orderSQL)\(isDescending ? " DESC" : "")"] } ?? []
        return "SELECT \(columns.map(\.sql).joined(separator: ", ")) FROM \(view.table) t "
            + "WHERE \(Condition.all(conditions).sql) "
            + "ORDER BY \((order + keys.map(\.sql)).joined(separator: ", ")) LIMIT \(rowCount + 1)"
    }

    var arguments: [any ColumnValue] { Condition.all(conditions).arguments }

    /// Where the page ends whose last row this is.
    func cursor(behind row: RowOnStatement) -> Cursor {
        let values = ((order.map { [$0] } ?? []) + keys).map { wanted in
            columns.firstIndex { $0.name == wanted.name }.map { row.value(at: Int32($0)) } ?? .null
        }
        let isLong = values[0].string.map { $0.utf8.count > ListStatement.cursorValueByteCountMax } ?? false
        return Cursor(
            purpose: purpose,
            values: isLong ? [ListStatement.valueOfTheRow] + values.dropFirst() : values)
    }

    private var purpose: String { "\(view.name) \(isDescending ? "-" : "")\(order?.name ?? "")" }

    /// Rows that come later. SQLite puts NULL before every value.
    private func behind(_ values: [JSONValue]) -> Condition {
        guard let order else { return keys(">", values) }
        let last = values[0]
        let inKeys = keys(">", values.dropFirst())
        let place: Condition =
            if let anchor {
                Condition(
                    sql: "(SELECT \(order.orderSQL) FROM \(view.table) t WHERE \(anchor.sql))",
                    arguments: anchor.arguments)
            } else {
                Condition(sql: order.content == .decimal ? "CAST(? AS REAL)" : "?", arguments: [last])
            }
        let among = Condition(
            sql: "\(order.orderSQL) IS \(place.sql) AND \(inKeys.sql)",
            arguments: place.arguments + inKeys.arguments)
        let beyond: Condition =
            switch (last == .null, isDescending) {
            case (true, false): Condition(sql: "\(order.sql) IS NOT NULL")
            case (true, true): Condition(sql: "0")
            case (false, false):
                Condition(sql: "\(order.orderSQL) > \(place.sql)", arguments: place.arguments)
            case (false, true):
                Condition(
                    sql: "\(order.orderSQL) < \(place.sql) OR \(order.sql) IS NULL",
                    arguments: place.arguments)
            }
        return Condition(
            sql: "(\(beyond.sql)) OR (\(among.sql))", arguments: beyond.arguments + among.arguments)
    }

    private func keys(_ comparison: String, _ values: some Sequence<JSONValue>) -> Condition {
        let places = values.map { _ in "?" }.joined(separator: ", ")
        return Condition(
            sql: "(\(keys.map(\.sql).joined(separator: ", "))) \(comparison) (\(places))",
            arguments: Array(values))
    }
}
