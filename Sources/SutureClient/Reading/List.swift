import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput
import SutureReports

/// `suture list VIEW`: the rows of a view, as a table, as CSV or as they came.
struct List: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the rows of a view.",
        discussion: "suture views shows which views there are and what columns they have.")

    @Argument(help: "The view: trial, trial-outcome, project-member, ...")
    var view: String

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            """
            Only rows with that value; nothing after the = asks for rows that have none. May be repeated: of one \
            column any of the values will do.
            """, valueName: "column=value"), completion: .filter)
    var filters: [String] = []

    @Option(help: ArgumentHelp("Show this column only. May be repeated.", valueName: "column"))
    var column: [String] = []

    @Option(help: ArgumentHelp("The column to order by; with - in front descending.", valueName: "column"))
    var orderBy: String?

    @Option(help: ArgumentHelp("How many rows at most; all if left out.", valueName: "number"))
    var limit: Int64?

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Time") var moment: MomentOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        if connection.json, !column.isEmpty {
            throw ValidationError("--column and --json exclude each other.")
        }
        try form.check(csv: csv, json: connection.json)
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
        try await connection.withDaemon { daemon in
            let views = try DescribedView.all(in: try await daemon.call(Method.views))
            let whole = try DescribedView.named(view, among: views)
            if let orderBy {
                _ = try whole.column(orderBy.hasPrefix("-") ? String(orderBy.dropFirst()) : orderBy)
            }
            let view = try whole.showing(column)
            var parameters: JSONObject = ["view": .string(view.name)]
            parameters["where"] = try ListFilter(filters, view: whole).parameters
            parameters["orderBy"] = orderBy.map { .string($0) }
            moment.add(to: &parameters)
            let pages = Pages(
                daemon: daemon, method: Method.list, parameters: parameters, limit: limit)
            try await write(pages, of: view)
        }
    }

    private func write(_ pages: Pages, of view: DescribedView) async throws {
        if connection.json { return try await pages.forEach { try Output.standard.line($0.rawText) } }
        if csv {
            try Output.standard.write(CSVWriter.line(view.columns.map(\.name)))
            return try await pages.forEach { page in
                try Output.standard.write(page.rows.map { CSVWriter.line(view.cells(of: $0)) }.joined())
            }
        }
        var position = ""
        var table = Table(columns: view.columns.map { .init(title: $0.name, isNumeric: $0.isNumeric) })
        try await pages.forEach { page in
            for row in page.rows { table.append(view.cells(of: row)) }
            position = CellText.of(page["position"])
        }
        table = table.withoutEmptyColumns
        // Whoever names one wants to see it.
        if column.isEmpty, form.isText {
            table = table.withoutOpaqueColumns(ifWiderThan: Output.standard.width)
        }
        let day = moment.asOf.map { "as of \($0), " } ?? ""
        try form.write(
            Document(
                head: [view.name, view.meaning, "\(day)known at position \(position)"], showsHead: false,
                parts: [.table(title: "", table)]))
    }
}

extension DescribedView {
    func cells(of row: JSONView) -> [String] { columns.map { CellText.of(row[$0.name]) } }
}

extension JSONView {
    fileprivate var rows: Elements { (self["rows"] ?? self).elements }
}

/// What `--where column=value` asks for; of one column any of several values will do.
struct ListFilter {
    /// `nil` if nothing was asked for.
    let parameters: JSONValue?

    init(_ filters: [String], view: DescribedView) throws {
        var wanted: JSONObject = [:]
        for filter in filters {
            guard let sign = filter.firstIndex(of: "=") else {
                throw UsageError("--where \(filter): the form is column=value")
            }
            let column = try view.column(String(filter[..<sign]))
            let value = try column.value(of: String(filter[filter.index(after: sign)...]))
            switch wanted[column.name] {
            case nil: wanted[column.name] = value
            case .array(let values): wanted[column.name] = .array(values + [value])
            case let first?: wanted[column.name] = .array([first, value])
            }
        }
        parameters = wanted.isEmpty ? nil : .object(wanted)
    }
}
