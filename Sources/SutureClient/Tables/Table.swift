/// Rows and columns as text: aligned, and cut to the terminal's width where there is one.
struct Table {
    struct Column {
        let title: String
        /// Numbers stand on the right.
        var isNumeric = false
    }

    private static let gap = "  "
    /// A column is not cut below this.
    private static let columnWidthMin = 8
    /// So many hexadecimal digits are a digest or the identity of a log.
    private static let opaqueByteCountMin = 32

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(columns: [Column]) { self.columns = columns }

    /// - Parameter cells: one for each column.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(cells.map { Table.printable($0) })
    }

    /// - Parameter width: of the terminal; `nil`: nothing is cut.
    func text(width: Int?) -> String {
        let widths = fitted(naturalWidths, into: width)
        let header = line(columns.map(\.title), widths)
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: Table.gap)
        return ([header, rule] + rows.map { line($0, widths) }).map { $0 + "\n" }.joined()
    }

    /// The same as comma-separated values, nothing cut.
    var csv: String { ([columns.map(\.title)] + rows).map { CSVWriter.line($0) }.joined() }

    /// Without the columns in which no row has anything; as it is if there is no row.
    var withoutEmptyColumns: Table {
        with(columns.indices.filter { index in rows.isEmpty || rows.contains { !$0[index].isEmpty } })
    }

    /// Without digests and identities of logs, of which nobody reads a part, if it is wider than that.
    func withoutOpaqueColumns(ifWiderThan width: Int?) -> Table {
        let natural = naturalWidths.reduce(Table.gap.count * (columns.count - 1), +)
        guard let width, natural > width else { return self }
        return with(columns.indices.filter { !isOpaque($0) })
    }

    private func isOpaque(_ column: Int) -> Bool {
        let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
        return !cells.isEmpty && cells.allSatisfy(Table.isOpaque)
    }

    private static func isOpaque(_ cell: String) -> Bool {
        cell.utf8.count >= opaqueByteCountMin
            && cell.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
                    || byte == UInt8(ascii: "-")
            }
    }

    private func with(_ kept: [Int]) -> Table {
        var table = Table(columns: kept.map { columns[$0] })
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }

    private var naturalWidths: [Int] {
        columns.indices.map { index in
            rows.reduce(TextWidth.columns(of: columns[index].title)) {
                max($0, TextWidth.columns(of: $1[index]))
            }
        }
    }

    /// Takes from the widest columns first, so that short ones stay whole.
    private func fitted(_ natural: [Int], into width: Int?) -> [Int] {
        guard let width else { return natural }
        var widths = natural
        var excess = natural.reduce(0, +) + Table.gap.count * (natural.count - 1) - width
        while excess > 0, let widest = widths.max(), widest > Table.columnWidthMin {
            let next = max(widths.filter { $0 < widest }.max() ?? 0, Table.columnWidthMin)
            for index in widths.indices where widths[index] == widest && excess > 0 {
                let step = min(widest - next, excess)
                widths[index] -= step
                excess -= step
            }
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { index in
            let cell = TextWidth.fit(cells[index], into: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - TextWidth.columns(of: cell)))
            return columns[index].isNumeric ? padding + cell : cell + padding
        }
        let line = padded.joined(separator: Table.gap)
        return String(
            line.prefix(upTo: line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex))
    }

    /// A cell is one line, and no text from the log may steer the terminal.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: steers) else { return text }
        return String(text.map { $0.unicodeScalars.contains(where: steers) ? " " : $0 })
    }

    /// Controls, ends of lines and paragraphs, and what turns the direction in which a line is read. (Text
    /// that runs from right to left by itself turns nothing else.)
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: ("\u{202A}"..."\u{202E}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
        default: false
        }
    }
}
