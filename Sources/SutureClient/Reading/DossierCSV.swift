import SutureJSON

/// A dossier as one list: evidence and scores by criterion, then everything else.
enum DossierCSV {
    private static let header = [
        "section", "criterion", "record", "entry", "label", "status", "date", "detail", "amount",
    ]

    static func of(_ report: JSONView) -> String {
        let unit = "unit/\(CellText.of(report["unit"]))"
        var lines = [header]
        for criterion in rows(report["criteria"]) {
            let id = CellText.of(criterion["criterion"])
            for row in rows(criterion["evidence"]) {
                lines.append(
                    ["evidence", id]
                        + ["record", "entry", "label", "status", "date", "detail", "amount"].map {
                            CellText.of(row[$0])
                        })
            }
            for row in rows(criterion["scores"]) {
                let expert = row["expert"].map { "person/\(CellText.of($0))" } ?? ""
                lines.append([
                    "score", id, expert, "", CellText.of(row["label"]), CellText.of(row["score"]),
                    CellText.of(row["date"]), CellText.of(row["comment"]), "",
                ])
            }
        }
        lines += rows(report["materials"]).map { line("materials", unit, $0["items"], nil, $0["date"], nil) }
        lines += rows(report["reviews"]).map {
            line("review", unit, $0["finding"], $0["type"], $0["date"], $0["experts"])
        }
        lines += rows(report["opinions"]).map {
            line("opinion", unit, $0["aspects"], $0["recommendation"], $0["date"], $0["unanimous"])
        }
        if let result = report["result"] {
            lines.append(
                line("result", unit, result["rating"], nil, result["determinedOn"], result["rank"]))
        }
        lines += rows(report["missing"]).map { gap in
            var cells = line("missing", "", gap["message"], gap["what"], nil, nil)
            cells[1] = CellText.of(gap["criterion"])
            return cells
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }

    private static func rows(_ list: JSONView?) -> [JSONView] { list?.elements.map { $0 } ?? [] }

    private static func line(
        _ section: String, _ record: String, _ label: JSONView?, _ status: JSONView?, _ date: JSONView?,
        _ detail: JSONView?
    ) -> [String] {
        [
            section, "", record, "", CellText.of(label), CellText.of(status), CellText.of(date),
            CellText.of(detail), "",
        ]
    }
}
