/// A list as a table.
package struct ReportTable: Sendable {
    /// Empty where it has none.
    package let title: @Sendable (Shown) -> String
    /// The path of the list; empty for the whole, as one row.
    package let path: String
    /// If none are named, all members but lists that any of the rows has.
    package let columns: [ReportColumn]
    /// Whether columns are shown in which nothing stands.
    package let showsEmptyColumns: Bool
    /// Whether it is shown where there are no rows.
    package let showsNoRows: Bool
    /// Whether it says nothing where no row has anything in its first column.
    package let needsNames: Bool
    /// Brings the rows into another order.
    package let isSorted: Bool

    /// - Parameter titled: where the title is made of the report.
    init(
        _ title: String, _ path: String, _ columns: [ReportColumn] = [], showsEmptyColumns: Bool = false,
        showsNoRows: Bool = false, needsNames: Bool = false, isSorted: Bool = false,
        titled: (@Sendable (Shown) -> String)? = nil
    ) {
        self.title = titled ?? { _ in title }
        self.path = path
        self.columns = columns
        self.showsEmptyColumns = showsEmptyColumns
        self.showsNoRows = showsNoRows
        self.needsNames = needsNames
        self.isSorted = isSorted
    }
}

/// A column of a table.
package struct ReportColumn: Sendable {
    package let title: String
    /// Of a member of the row, which says how it is shown; `nil`: made of the row.
    package let path: String?
    package let isNumeric: Bool
    package let cell: @Sendable (Shown) -> String

    init(_ title: String, _ path: String) {
        self.title = title
        self.path = path
        isNumeric = false
        cell = { $0[path].text }
    }

    init(_ title: String, isNumeric: Bool = false, _ cell: @escaping @Sendable (Shown) -> String) {
        self.title = title
        path = nil
        self.isNumeric = isNumeric
        self.cell = cell
    }
}

extension ReportColumn: ExpressibleByStringLiteral {
    package init(stringLiteral name: String) { self.init(name, name) }
}

extension ReportTable {
    /// The rows that it shows.
    package func rows(of shown: Shown) -> [Shown] { path.isEmpty ? [shown] : shown[path].rows }

    /// Those that are named, or all that a row has, with what the members say of how they stand.
    package func columns(of shown: Shown) -> [ReportColumn] {
        let members = path.isEmpty ? shown.members : shown[path].members
        let named =
            columns.isEmpty
            ? members.filter { !$0.content.isRows }.map { ReportColumn(stringLiteral: $0.name) } : columns
        return named.map { column in
            guard let member = column.path.flatMap({ members.member(at: $0) }) else { return column }
            return ReportColumn(column.title, isNumeric: member.content.isNumeric, column.cell)
        }
    }
}

/// A report as comma-separated values: one list.
package struct ReportCSV: Sendable {
    package let header: @Sendable (Shown) -> [String]
    package let rows: @Sendable (Shown) -> [[String]]

    init(_ header: [String], rows: @escaping @Sendable (Shown) -> [[String]]) {
        self.header = { _ in header }
        self.rows = rows
    }

    /// - Parameter tables: below each other; the first one names the columns.
    init(_ tables: [ReportTable]) {
        header = { shown in tables.first?.columns(of: shown).map(\.title) ?? [] }
        rows = { shown in
            tables.flatMap { table in
                let columns = table.columns(of: shown)
                return table.rows(of: shown).map { row in columns.map { $0.cell(row) } }
            }
        }
    }
}

extension ReportCSV: ExpressibleByArrayLiteral {
    package init(arrayLiteral tables: ReportTable...) { self.init(tables) }
}
