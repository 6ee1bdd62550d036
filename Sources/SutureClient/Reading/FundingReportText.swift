import SutureDomain
import SutureJSON

/// The report of a fund for people, with amounts as people write them.
enum FundingReportText {
    private static let sums = [
        "amount", "allocated", "disbursed", "refunded", "spent", "unallocated", "remaining",
    ]

    static func of(_ report: JSONView, width: Int?) -> String {
        let status = report["status"]?.string.map { ", \($0)" } ?? ""
        let title = "fund \(CellText.of(report["fund"])): \(CellText.of(report["label"]))\(status)\n"
        let sections = [
            title + ReportHeading.of(report) + "\n",
            facts(report),
            section(
                "pledges", "pledges", ["source", "label"], ["pledged", "received", "outstanding"], report,
                width),
            lines(report, width),
            section(
                "allocations", "allocations", ["allocation", "line", "student", "project"],
                ["amount", "released", "disbursed", "refunded", "spent", "rest"], report, width),
            section(
                "next checkpoints", "checkpoints", ["checkpoint", "type", "due", "allocation", "state"], [],
                report, width),
            section(
                "blocked payments (on \(CellText.of(report["day"])))", "blocked",
                ["allocation", "checkpoint", "due", "state"], ["rest"], report, width),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The lines, one row each, with amounts as decimal numbers.
    static func linesCSV(_ report: JSONView) -> String {
        let rows = report["lines"]?.elements.map { line in
            [CellText.of(line["line"]), CellText.of(line["purpose"]), CellText.of(report["currency"])]
                + sums.map { amount(line["sums"]?[$0], report) }
        }
        return ([["line", "purpose", "currency"] + sums] + (rows ?? [])).map { CSVWriter.line($0) }.joined()
    }

    private static func facts(_ report: JSONView) -> String {
        var facts = Facts()
        for name in ["unit", "begins", "ends", "currency"] { facts.append(name, CellText.of(report[name])) }
        let approved = amount(report["sums"]?["amount"], report)
        let day = report["approvedOn"]?.string.map { " (\($0))" } ?? ""
        facts.append("approved", approved.isEmpty ? "nothing" : approved + day)
        facts.append("planned", amount(report["planned"], report))
        for name in sums.dropFirst() { facts.append(name, amount(report["sums"]?[name], report)) }
        return facts.text
    }

    private static func lines(_ report: JSONView, _ width: Int?) -> String {
        var table = Table(
            columns: [.init(title: "line"), .init(title: "purpose")]
                + sums.map { .init(title: $0, isNumeric: true) })
        for line in report["lines"]?.elements.map({ $0 }) ?? [] {
            table.append(
                [CellText.of(line["line"]), CellText.of(line["purpose"])]
                    + sums.map { amount(line["sums"]?[$0], report) })
        }
        return table.rows.isEmpty ? "" : "lines\n\n\(table.text(width: width))"
    }

    /// Nothing where there are no rows.
    private static func section(
        _ title: String, _ name: String, _ texts: [String], _ amounts: [String], _ report: JSONView,
        _ width: Int?
    ) -> String {
        var table = Table(
            columns: texts.map { .init(title: $0) } + amounts.map { .init(title: $0, isNumeric: true) })
        for row in report[name]?.elements.map({ $0 }) ?? [] {
            table.append(texts.map { CellText.of(row[$0]) } + amounts.map { amount(row[$0], report) })
        }
        return table.rows.isEmpty ? "" : "\(title)\n\n\(table.withoutEmptyColumns.text(width: width))"
    }

    /// As people write it, without the currency, which the report has once.
    private static func amount(_ minorUnits: JSONView?, _ report: JSONView) -> String {
        guard let minorUnits = minorUnits?.int64 else { return "" }
        let text = Money.text(minorUnits: minorUnits, currency: report["currency"]?.string ?? "")
        return String(text.prefix { $0 != " " })
    }
}
