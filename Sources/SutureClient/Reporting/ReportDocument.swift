import SutureJSON
import SutureReports

/// A report as people are shown it: the layout that it declares, filled with what the daemon told.
struct ReportDocument {
    private let layout: ReportLayout
    private let shown: Shown
    private let heading: String

    /// - Parameter question: what was asked.
    init(_ report: any Report.Type, _ question: JSONObject, _ reply: JSONView) {
        layout = report.layout(of: question)
        shown = Shown(reply, of: report)
        heading = ReportDocument.heading(of: reply)
    }

    /// What a report takes into account, so that it can be checked later.
    static func heading(of reply: JSONView) -> String {
        let day = reply["asOf"]?.string.map { "as of \($0), " } ?? ""
        let position = "known at position \(CellText.of(reply["position"]))"
        let rule = "counting rule \(CellText.of(reply["countingRule"]))"
        return "\(day)\(position), \(rule), hash \(CellText.of(reply["hash"]))"
    }

    var document: Document {
        Document(
            head: [layout.title(shown), heading, layout.subtitle(shown)],
            parts: layout.blocks.flatMap { parts(of: $0, shown) })
    }

    private func parts(of block: ReportBlock, _ shown: Shown) -> [Document.Part] {
        switch block {
        case .lines(let make):
            let lines = make(shown).filter { !$0.isEmpty }
            return lines.isEmpty ? [] : [.lines(lines)]
        case .facts(let facts, let title):
            var told = Facts()
            for fact in facts { told.append(fact.name, fact.value(shown)) }
            let title = title(shown)
            return told.isEmpty && title.isEmpty ? [] : [.facts(title: title, told)]
        case .table(let declared):
            guard let table = table(declared, shown) else { return [] }
            return [.table(title: declared.title(shown), table)]
        case .each(let path, let blocks):
            return shown[path].rows.flatMap { row in blocks.flatMap { parts(of: $0, row) } }
        case .tree(let path, let line, let end):
            let nodes = shown[path].rows.map { node in
                let line = line(node)
                return (depth: Int(line.depth), text: line.text)
            }
            let note = end(shown)
            return [.tree(nodes + (note.isEmpty ? [] : [(depth: 0, text: note)]))]
        }
    }

    /// - Returns: `nil` where it says nothing.
    private func table(_ declared: ReportTable, _ shown: Shown) -> Table? {
        let rows = declared.rows(of: shown)
        if rows.isEmpty, !declared.showsNoRows { return nil }
        var columns = declared.columns(of: shown)
        if declared.columns.isEmpty {
            columns.removeAll { column in !rows.contains { $0[column.title].isPresent } }
        }
        var cells = rows.map { row in columns.map { $0.cell(row) } }
        if declared.needsNames, cells.allSatisfy({ $0[0].isEmpty }) { return nil }
        if declared.isSorted { cells.sort { $0.lexicographicallyPrecedes($1) } }
        var table = Table(columns: columns.map { Table.Column(title: $0.title, isNumeric: $0.isNumeric) })
        for row in cells { table.append(row) }
        let isPlain = declared.columns.isEmpty || declared.showsEmptyColumns
        return isPlain ? table : table.withoutEmptyColumns
    }

    // MARK: Comma-separated values

    /// The names of the columns.
    var csvHeader: String { CSVWriter.line(layout.csv.header(shown)) }
    var csvRows: String { layout.csv.rows(shown).map { CSVWriter.line($0) }.joined() }

    /// What is to be known of them and does not stand in them; empty if there is nothing.
    var csvWarning: String { layout.csvWarning(shown) }
}
