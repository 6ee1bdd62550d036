/// A form that a document may take instead of text: a flag of every command that shows a document.
protocol DocumentForm: SendableMetatype {
    /// The flag that asks for it.
    static var name: String { get }
    static var help: String { get }

    static func of(_ document: Document) -> String
}

enum DocumentForms {
    static let all: [any DocumentForm.Type] = [DocumentPage.self]
}

/// A document as a page of HTML that stands by itself: plain, to be read anywhere, printed and kept.
///
/// It has no script and asks nothing of anybody: a policy in it forbids what would. Every text may come from
/// the log, and is written so that it is nothing but text.
enum DocumentPage: DocumentForm {
    static let name = "html"
    static let help = "Print a page of HTML that stands by itself, to be kept or printed."

    static func of(_ document: Document) -> String {
        let title = document.head.first ?? ""
        let head = document.head.dropFirst().filter { !$0.isEmpty }.map { "<p>\(text($0))</p>\n" }
        let omissions = document.omissions.map { "<p>\(text($0))</p>\n" }
        let body =
            "<header>\n\(title.isEmpty ? "" : "<h1>\(text(title))</h1>\n")\(head.joined())</header>\n"
            + document.parts.map { of($0) }.joined()
            + (omissions.isEmpty ? "" : "<footer>\n\(omissions.joined())</footer>\n")
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(text(title.isEmpty ? "Suture" : title))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private static let style = """
        :root { color-scheme: light dark; }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .3rem; }
        p { margin: 0 0 .2rem; overflow-wrap: anywhere; }
        header p { color: GrayText; font-size: .85rem; }
        section, dl, footer { margin: 1.6rem 0 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; }
        dt { font-weight: 600; }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
        caption, h2 { font-size: 1.05rem; font-weight: 600; margin: 0; padding: 0 0 .4rem; text-align: left; }
        th, td { border-bottom: 1px solid #8886; padding: .25rem .7rem .25rem 0; text-align: left; vertical-align: top; }
        th { border-bottom-width: 2px; }
        td { overflow-wrap: anywhere; white-space: pre-line; }
        .n { text-align: right; white-space: nowrap; }
        section.table { overflow-x: auto; }
        @media print {
            :root { color-scheme: light; }
            body { font-size: 9pt; margin: 0; max-width: none; padding: 0; }
            table { font-size: 8pt; }
            thead { display: table-header-group; }
            tr, dt, dd { break-inside: avoid; }
            caption, h2 { break-after: avoid; }
            section.table { overflow: visible; }
            @page { margin: 1.5cm; }
        }
        """

    private static func of(_ part: Document.Part) -> String {
        switch part {
        case .lines(let lines):
            return "<section>\n\(lines.map { "<p>\(text($0))</p>\n" }.joined())</section>\n"
        case .facts(let title, let facts):
            let list = facts.entries.map { "<dt>\(text($0.name))</dt><dd>\(text($0.value))</dd>\n" }.joined()
            return (title.isEmpty ? "" : "<section><h2>\(text(title))</h2></section>\n")
                + "<dl>\n\(list)</dl>\n"
        case .table(let title, let table, let note):
            return "<section class=\"table\">\n\(of(table, title: title))"
                + (note.isEmpty ? "" : "<p>\(text(note))</p>\n") + "</section>\n"
        case .tree(let nodes):
            return "<section>\n"
                + nodes.map { depth, line in
                    "<p style=\"padding-left: \(max(depth, 0) * 2)ch\">\(text(line))</p>\n"
                }.joined() + "</section>\n"
        }
    }

    private static func of(_ table: Table, title: String) -> String {
        if table.columns.isEmpty { return title.isEmpty ? "" : "<h2>\(text(title))</h2>\n" }
        func row(_ cells: [String], _ tag: String) -> String {
            let cells = zip(table.columns, cells).map { column, cell in
                "<\(tag)\(column.isNumeric ? " class=\"n\"" : "")>\(text(cell))</\(tag)>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        return "<table>\n" + (title.isEmpty ? "" : "<caption>\(text(title))</caption>\n")
            + "<thead>\n\(row(table.columns.map(\.title), "th"))</thead>\n<tbody>\n"
            + table.rows.map { row($0, "td") }.joined() + "</tbody>\n</table>\n"
    }

    /// Nothing but text, wherever it stands; what steers a terminal steers no page either.
    private static func text(_ text: String) -> String {
        var result = ""
        for scalar in Table.printable(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
