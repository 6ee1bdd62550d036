import SutureJSON

/// The report of a trial for people.
enum TrialReportText {
    static func of(_ report: JSONView, width: Int?) -> String {
        let status = report["status"]?.string.map { ", \($0)" } ?? ""
        let title = "trial \(CellText.of(report["trial"])): \(CellText.of(report["label"]))\(status)\n"
        let sections = [
            title + ReportHeading.of(report) + "\n",
            section("outcomes", [report], [], in: report, width),
            section("outcomes by device", report["devices"], ["device", "label", "type"], in: report, width),
            section("outcomes by site", report["sites"], ["site", "label", "enrolled"], in: report, width),
            section(
                "outcomes by endpoint", report["endpoints"], ["endpoint", "title", "type"], in: report, width),
            counts(report),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func section(
        _ title: String, _ rows: JSONView?, _ names: [String], in report: JSONView, _ width: Int?
    ) -> String {
        section(title, rows?.elements.map { $0 } ?? [], names, in: report, width)
    }

    /// Nothing where no row has a name, since such rows only repeat the whole.
    private static func section(
        _ title: String, _ rows: [JSONView], _ names: [String], in report: JSONView, _ width: Int?
    ) -> String {
        let saysMore = names.first.map { name in rows.contains { !CellText.of($0[name]).isEmpty } } ?? true
        if rows.isEmpty || !saysMore { return "" }
        var table = Table(
            columns: names.map { .init(title: $0, isNumeric: $0 == "enrolled") }
                + ["success", "partial", "failure", "not evaluable", "rate", "95 % interval"].map {
                    .init(title: $0, isNumeric: true)
                })
        for row in rows { table.append(names.map { CellText.of(row[$0]) } + outcomes(row["outcomes"])) }
        return "\(title)\n\n\(table.withoutEmptyColumns.text(width: width))"
    }

    private static func outcomes(_ outcomes: JSONView?) -> [String] {
        let lower = CellText.of(outcomes?["lower"])
        let interval = lower.isEmpty ? "" : "\(lower) – \(CellText.of(outcomes?["upper"]))"
        return ["success", "partial", "failure", "notEvaluable", "rate"].map { CellText.of(outcomes?[$0]) }
            + [interval]
    }

    private static func counts(_ report: JSONView) -> String {
        var facts = Facts()
        for name in ["subjects", "deviations", "feedback", "safety"] {
            guard let counts = report[name] else { continue }
            let scalars = counts.members.filter { $0.value.kind != .array }
            facts.append(name, scalars.map { "\($0.key) \(CellText.of($0.value))" }.joined(separator: ", "))
        }
        let withdrawals = report["subjects"]?["withdrawals"]?.elements.map {
            "\(CellText.of($0["cause"])) \(CellText.of($0["count"]))"
        }
        facts.append("withdrawn for", withdrawals?.joined(separator: ", ") ?? "")
        return facts.text
    }
}
