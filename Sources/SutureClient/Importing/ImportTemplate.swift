/// A text with columns of the row in it: `D-{device_id}`.
struct ImportTemplate {
    private enum Part {
        case text(String)
        /// The index of a column.
        case column(Int)
    }

    private let parts: [Part]

    /// - Parameter columns: the names in the file's first row.
    init(_ node: MapNode, columns: [String]) throws {
        var parts: [Part] = []
        var rest = try node.text[...]
        while let open = rest.firstIndex(of: "{") {
            parts.append(.text(String(rest[..<open])))
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw node.error("has a { without its }")
            }
            let name = rest[rest.index(after: open)..<close]
            parts.append(.column(try ImportTemplate.index(of: String(name), at: node, columns: columns)))
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + [.text(String(rest))]
    }

    /// A single column and nothing else.
    init(column node: MapNode, columns: [String]) throws {
        parts = [.column(try ImportTemplate.index(of: try node.text, at: node, columns: columns))]
    }

    static func index(of name: String, at node: MapNode, columns: [String]) throws -> Int {
        guard let index = columns.firstIndex(of: name) else {
            throw node.error(
                "there is no column \"\(name)\"; there are \(columns.joined(separator: ", "))")
        }
        return index
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
