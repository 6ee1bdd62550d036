/// A text with columns of the row in it: `D-{device_id}`.
struct ImportTemplate {
    private enum Part {
        case text(String)
        /// The index of a column.
        case column(Int)
    }

    private let parts: [Part]

    init(_ node: MapNode, columns: ImportColumns) throws {
        var parts: [Part] = []
        var rest = try node.text[...]
        while let open = rest.firstIndex(of: "{") {
            parts.append(.text(String(rest[..<open])))
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw node.error("has a { without its }")
            }
            let name = rest[rest.index(after: open)..<close]
            parts.append(.column(try columns.index(of: String(name), at: node)))
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + [.text(String(rest))]
    }

    /// A single column and nothing else.
    init(column node: MapNode, columns: ImportColumns) throws {
        parts = [.column(try columns.index(of: try node.text, at: node))]
    }

    /// The indices of the columns that it names.
    var columns: [Int] {
        parts.compactMap { if case .column(let index) = $0 { index } else { nil } }
    }

    func text(for row: [String]) -> String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .column(let index): row[index]
            }
        }.joined()
        return text.trimmed
    }

    /// Whether it names columns and none of them says anything in this row.
    func isBlank(in row: [String]) -> Bool {
        let columns = columns
        return !columns.isEmpty && columns.allSatisfy { row[$0].allSatisfy(\.isWhitespace) }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
