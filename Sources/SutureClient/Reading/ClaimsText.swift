import SutureJSON

/// The claims and their verdicts for people.
enum ClaimsText {
    static func of(_ report: JSONView, explain: Bool, width: Int?) -> String {
        let claims = report["claims"]?.elements.map { $0 } ?? []
        let text =
            explain
            ? claims.map { explained($0, width: width) }.joined(separator: "\n")
            : table(claims).text(width: width)
        return "\(ReportHeading.of(report))\n\n\(text)\n\(counts(report))"
    }

    static func csv(_ report: JSONView) -> String {
        let names = [
            "source", "claim", "quote", "metric", "parameters", "comparator", "value", "asOf", "day",
            "attribution",
        ]
        var lines = [names + ["computed", "verdict", "why"]]
        for claim in report["claims"]?.elements.map({ $0 }) ?? [] {
            let own = names.map { CellText.of(claim[$0]) }
            lines.append(own + [computed(claim), CellText.of(claim["verdict"]), CellText.of(claim["why"])])
        }
        return lines.map { CSVWriter.line($0) }.joined()
    }

    private static func table(_ claims: [JSONView]) -> Table {
        var table = Table(columns: [
            .init(title: "source"), .init(title: "claim"), .init(title: "quote"), .init(title: "figure"),
            .init(title: "claimed"), .init(title: "records", isNumeric: true), .init(title: "day"),
            .init(title: "verdict"),
        ])
        for claim in claims {
            table.append([
                CellText.of(claim["source"]), CellText.of(claim["claim"]), quote(claim),
                figure(claim), claimed(claim), computed(claim),
                CellText.of(claim["day"] ?? claim["asOf"]), CellText.of(claim["verdict"]),
            ])
        }
        return table
    }

    /// Its beginning, so that the verdict stays in sight.
    private static func quote(_ claim: JSONView) -> String {
        let text = CellText.of(claim["quote"])
        return text.count > quoteLengthMax ? text.prefix(quoteLengthMax) + "…" : text
    }

    /// In characters.
    private static let quoteLengthMax = 40

    private static func explained(_ claim: JSONView, width: Int?) -> String {
        var facts = Facts()
        facts.append("quote", CellText.of(claim["quote"]))
        facts.append("figure", figure(claim))
        facts.append("claimed", claimed(claim))
        facts.append("whose word", CellText.of(claim["attribution"]))
        facts.append(
            "records", [computed(claim), CellText.of(claim["figure"]?["unit"])].joined(separator: " "))
        facts.append("day", CellText.of(claim["day"] ?? claim["asOf"]))
        facts.append("why", CellText.of(claim["why"]))
        let title =
            "\(CellText.of(claim["source"])) \(CellText.of(claim["claim"])): \(CellText.of(claim["verdict"]))"
        let head = "\(Table.printable(title))\n\(facts.text)"
        guard let counted = claim["figure"]?["counted"], counted.elements.contains(where: { _ in true })
        else {
            return head
        }
        return "\(head)\n\(RecordText.table(counted).text(width: width))"
    }

    private static func figure(_ claim: JSONView) -> String {
        [CellText.of(claim["metric"]), CellText.of(claim["parameters"])].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func claimed(_ claim: JSONView) -> String {
        let words = CellText.of(claim["comparator"]).split(separator: "_").joined(separator: " ")
        return [words, CellText.of(claim["value"])].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func computed(_ claim: JSONView) -> String {
        CellText.of(claim["figure"]?["value"] ?? claim["figure"]?["text"])
    }

    private static func counts(_ report: JSONView) -> String {
        let counts = report["counts"]
        return
            "\(CellText.of(counts?["supported"])) supported, \(CellText.of(counts?["contradicted"])) contradicted, "
            + "\(CellText.of(counts?["notCheckable"])) not checkable\n"
    }
}
