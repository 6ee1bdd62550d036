/// A table of figures: Markdown, with columns that line up in a terminal.
struct FigureTable: CustomStringConvertible {
    let heading: [String]
    var rows: [[String]] = []

    init(_ heading: [String]) { self.heading = heading }

    var description: String {
        let all = [heading] + rows
        let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let rule = widths.enumerated().map { column, width in
            column == 0
                ? String(repeating: "-", count: width) : String(repeating: "-", count: width - 1) + ":"
        }
        return ([heading, rule] + rows).map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }
            return "| \(cells.joined(separator: " | ")) |"
        }.joined(separator: "\n")
    }
}
