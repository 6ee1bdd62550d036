import SutureJSON

/// The report on safety for people.
enum SafetyReportText {
    static func of(_ report: JSONView, width: Int?) -> String {
        let meant = ["trial", "device"].compactMap { name in
            report[name]?.string.map { "\(name) \($0)" }
        }
        let title = "safety" + (meant.isEmpty ? "" : " of " + meant.joined(separator: " and "))
        let sections = [
            "\(title)\n\(ReportHeading.of(report))\nwhat is due and late is told for \(CellText.of(report["now"]))\n",
            totals(report["totals"]),
            section(
                "summary", report["summary"],
                ["severity", "serious", "causality", "device", "label", "count"], width),
            section(
                "to be told", report["duties"],
                ["status", "due", "done", "event", "trial", "by", "recipient"], width),
            section(
                heading("adverse events", report["events"], of: report["totals"]?["events"]),
                report["events"],
                [
                    "event", "term", "trial", "subject", "device", "onset", "severity", "criteria", "outcome",
                    "toDevice", "class", "status",
                ], width),
            section(
                heading("deficiencies", report["deficiencies"], of: report["totals"]?["deficiencies"]),
                report["deficiencies"],
                [
                    "deficiency", "type", "trial", "device", "couldHaveLedToSeriousEvent", "adverseEvent",
                    "status",
                ], width),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The line listing, with every column.
    static func csv(_ report: JSONView) -> String {
        let names = [
            "event", "term", "description", "trial", "site", "affected", "subject", "device", "label",
            "onset",
            "awareAt", "severity", "criteria", "outcome", "status", "toDevice", "toProcedure", "anticipated",
            "serious", "ade", "sade", "usade", "regime",
        ]
        let rows = report["events"]?.elements.map { event in names.map { CellText.of(event[$0]) } } ?? []
        return ([names] + rows).map { CSVWriter.line($0) }.joined()
    }

    /// Says so where a list is too long to be shown as a whole.
    static func heading(_ title: String, _ rows: JSONView?, of total: JSONView?) -> String {
        let count = Int64(rows?.elements.count { _ in true } ?? 0)
        guard let total = total?.int64, total > count else { return title }
        return "\(title): the first \(count) of \(total)"
    }

    private static func totals(_ totals: JSONView?) -> String {
        var facts = Facts()
        guard let totals else { return facts.text }
        let counts = totals.members.filter { $0.value.kind != .object }
        facts.append("totals", counts.map { "\($0.key) \(CellText.of($0.value))" }.joined(separator: ", "))
        let duties = totals["duties"]?.members.map { "\($0.key) \(CellText.of($0.value))" } ?? []
        facts.append("to be told", duties.joined(separator: ", "))
        return facts.text
    }

    private static func section(
        _ title: String, _ rows: JSONView?, _ names: [String], _ width: Int?
    ) -> String {
        let rows = rows?.elements.map { $0 } ?? []
        if rows.isEmpty { return "" }
        var table = Table(columns: names.map { .init(title: $0, isNumeric: $0 == "count") })
        for row in rows {
            table.append(names.map { $0 == "class" ? safetyClass(row) : CellText.of(row[$0]) })
        }
        return "\(title)\n\n\(table.withoutEmptyColumns.text(width: width))"
    }

    /// The gravest of what an event amounts to.
    private static func safetyClass(_ event: JSONView) -> String {
        let classes = [("usade", "USADE"), ("sade", "SADE"), ("serious", "SAE"), ("ade", "ADE")]
        return classes.first { event[$0.0]?.bool == true }?.1 ?? "AE"
    }
}
