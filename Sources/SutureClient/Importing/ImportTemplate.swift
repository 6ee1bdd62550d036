/// A text with columns of the row in it: `D-{device_id}`.
struct ImportTemplate {
    private enum Part {
        case text(String)
        case column(Int, name: String)
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
            let name = String(rest[rest.index(after: open)..<close])
            parts.append(.column(try columns.index(of: name, at: node), name: name))
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + [.text(String(rest))]
    }

    /// A single column and nothing else.
    init(column node: MapNode, columns: ImportColumns) throws {
        let name = try node.text
        parts = [.column(try columns.index(of: name, at: node), name: name)]
    }

    /// The indices of the columns that it names.
    var columns: [Int] {
        parts.compactMap { if case .column(let index, _) = $0 { index } else { nil } }
    }

    /// What the row says in each of its columns.
    func cells(of row: [String]) -> [String] { columns.map { row[$0] } }

    /// The first of its columns that says nothing in this row.
    func emptyColumn(in row: [String]) -> String? {
        for case .column(let index, let name) in parts where row[index].allSatisfy(\.isWhitespace) {
            return name
        }
        return nil
    }

    func text(for row: [String]) -> String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .column(let index, _): row[index]
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
