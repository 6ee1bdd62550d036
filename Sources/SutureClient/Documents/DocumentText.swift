/// A document for a terminal, or for a file of plain text.
enum DocumentText {
    /// What is deeper is not indented further.
    private static let depthShownMax = 64

    /// - Parameter width: of the terminal; `nil`: nothing is cut.
    static func of(_ document: Document, width: Int?) -> String {
        let head = document.showsHead ? [lines(document.head)] : []
        let omissions = document.omissions.isEmpty ? [] : [lines(document.omissions)]
        return (head + document.parts.map { of($0, width) } + omissions).joined(separator: "\n")
    }

    private static func of(_ part: Document.Part, _ width: Int?) -> String {
        switch part {
        case .lines(let lines): return self.lines(lines)
        case .facts(let title, let facts): return (title.isEmpty ? "" : lines([title])) + facts.text
        case .table(let title, let table, let note):
            let head = title.isEmpty ? "" : "\(title)\n\n"
            return head + (table.columns.isEmpty ? "" : table.text(width: width)) + lines([note])
        case .tree(let nodes):
            return nodes.map { depth, text in
                String(repeating: "  ", count: min(max(depth, 0), depthShownMax)) + lines([text])
            }.joined()
        }
    }

    /// Without those that are empty.
    private static func lines(_ lines: [String]) -> String {
        lines.filter { !$0.isEmpty }.map { Table.printable($0) + "\n" }.joined()
    }
}
