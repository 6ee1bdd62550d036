import SutureJSON

/// A trial's outcomes as rows of one table: of the whole trial, then by device, site and endpoint.
enum TrialReportRows {
    private static let figures = [
        "success", "partial", "failure", "notEvaluable", "evaluable", "rate", "lower", "upper",
    ]

    static func csv(of report: JSONView) -> String {
        let lists = [
            ("device", "devices", "label"), ("site", "sites", "label"), ("endpoint", "endpoints", "title"),
        ]
        let rows = lists.flatMap { name, list, label in
            (report[list]?.elements.map { $0 } ?? []).map { row(name, $0, id: $0[name], label: $0[label]) }
        }
        let whole = row("trial", report, id: report["trial"], label: report["label"])
        return ([["by", "id", "label", "type", "enrolled"] + figures, whole] + rows)
            .map { CSVWriter.line($0) }.joined()
    }

    private static func row(_ by: String, _ view: JSONView, id: JSONView?, label: JSONView?) -> [String] {
        let enrolled = view["enrolled"] ?? view["subjects"]?["enrolled"]
        return [by, CellText.of(id), CellText.of(label), CellText.of(view["type"]), CellText.of(enrolled)]
            + figures.map { CellText.of(view["outcomes"]?[$0]) }
    }
}
