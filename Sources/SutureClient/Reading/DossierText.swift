import SutureJSON

/// A dossier for people.
enum DossierText {
    static func of(_ report: JSONView, width: Int?) -> String {
        let criteria = report["criteria"]?.elements.map { criterion($0, width: width) } ?? []
        let lists = ["materials", "reviews", "opinions"].map { section($0, report[$0], width: width) }
        let sections =
            [head(report)] + criteria + lists + [section("missing", report["missing"], width: width)]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func head(_ report: JSONView) -> String {
        var facts = Facts()
        facts.append("unit", "\(CellText.of(report["unit"])): \(CellText.of(report["unitLabel"]))")
        facts.append("organiser", CellText.of(report["organiser"]))
        facts.append("year", CellText.of(report["year"]))
        facts.append("status", CellText.of(report["status"]))
        facts.append("entered on", CellText.of(report["enteredOn"]))
        facts.append("rating", CellText.of(report["result"]?["rating"]))
        facts.append("rank", CellText.of(report["result"]?["rank"]))
        facts.append("released on", CellText.of(report["result"]?["releasedOn"]))
        let title = "assessment \(CellText.of(report["assessment"])): \(CellText.of(report["label"]))"
        return "\(Table.printable(title))\n\(ReportHeading.of(report))\n\n\(facts.text)"
    }

    private static func criterion(_ criterion: JSONView, width: Int?) -> String {
        let facts = ["kind", "weight", "maximum"].compactMap { name in
            criterion[name].map { "\(name == "kind" ? "" : "\(name) ")\(CellText.of($0))" }
        }
        let note = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
        let title = "\(CellText.of(criterion["criterion"])) \(CellText.of(criterion["title"]))\(note)"
        let tables = ["evidence", "scores"].compactMap { criterion[$0] }
            .filter { $0.elements.contains { _ in true } }
            .map { RecordText.table($0).text(width: width) }
        return ([Table.printable(title) + "\n"] + (tables.isEmpty ? ["nothing\n"] : tables))
            .joined(separator: "\n")
    }

    private static func section(_ title: String, _ rows: JSONView?, width: Int?) -> String {
        guard let rows, rows.elements.contains(where: { _ in true }) else { return "" }
        return "\(title)\n\n\(RecordText.table(rows).text(width: width))"
    }
}
