import SutureJSON

/// An audit for people: the counts of all pages added up, then the events one by one.
struct AuditText {
    /// Counts of one account and one type, over all pages.
    private struct Count {
        let cells: [String]
        var count: Int64
        var late: Int64
        let first: String
        var last: String
    }

    /// Of the events that are listed.
    let columns: [String]
    private var heading = ""
    private var counts: [[String]: Count] = [:]
    private var entries: [[String]] = []

    init(columns: [String]) { self.columns = columns }

    /// A list of all events names their versions too.
    static func columns(listsAll: Bool) -> [String] {
        ["position", "recordedAt", "actor", "onBehalfOf", "role", "record"] + (listsAll ? ["version"] : [])
            + ["type", "occurredOn", "delayDays", "marks", "voids", "replacedBy", "reason"]
    }

    mutating func append(_ page: JSONView) {
        if heading.isEmpty { heading = ReportHeading.of(page) }
        for row in page["counts"]?.elements.map({ $0 }) ?? [] {
            let cells = ["actor", "onBehalfOf", "type"].map { CellText.of(row[$0]) }
            let (first, last) = (CellText.of(row["first"]), CellText.of(row["last"]))
            var count = counts[cells] ?? Count(cells: cells, count: 0, late: 0, first: first, last: last)
            count.count += row["count"]?.int64 ?? 0
            count.late += row["late"]?.int64 ?? 0
            count.last = last
            counts[cells] = count
        }
        entries += cells(ofEntriesOf: page)
    }

    func cells(ofEntriesOf page: JSONView) -> [[String]] {
        page["entries"]?.elements.map { entry in columns.map { CellText.of(entry[$0]) } } ?? []
    }

    func text(width: Int?) -> String {
        var sections = ["\(heading)\n", countsText(width)]
        if !entries.isEmpty {
            let numeric: Set<String> = ["position", "version", "delayDays", "voids", "replacedBy"]
            var table = Table(columns: columns.map { .init(title: $0, isNumeric: numeric.contains($0)) })
            for entry in entries { table.append(entry) }
            sections.append("events (\(entries.count))\n\n\(table.withoutEmptyColumns.text(width: width))")
        }
        return sections.joined(separator: "\n")
    }

    private func countsText(_ width: Int?) -> String {
        var table = Table(columns: [
            .init(title: "actor"), .init(title: "for"), .init(title: "type"),
            .init(title: "events", isNumeric: true), .init(title: "late", isNumeric: true),
            .init(title: "first recorded"), .init(title: "last recorded"),
        ])
        for count in counts.values.sorted(by: { $0.cells.lexicographicallyPrecedes($1.cells) }) {
            table.append(count.cells + ["\(count.count)", "\(count.late)", count.first, count.last])
        }
        return table.withoutEmptyColumns.text(width: width)
    }
}
